package io.mutuals.suggestion.ranking;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.friend.FriendRequestDropped;
import io.mutuals.friend.FriendshipEnded;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.friend.UserUnblocked;
import io.mutuals.suggestion.evidence.Suggestible;
import io.mutuals.suggestion.feedback.DismissalUndone;
import io.mutuals.suggestion.feedback.ImpressionsRecorded;
import io.mutuals.suggestion.memory.FriendLists;
import io.mutuals.user.SettingsChanged;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells the store whose rankings an event concerns, and nobody else's.
 *
 * <table>
 *   <caption>Whose rankings are out of date, and whose are invalid</caption>
 *   <tr><th>event</th><th>invalid</th><th>out of date</th><th>because</th></tr>
 *   <tr><td>friendship formed or ended</td><td>the two</td><td>the friends of either</td>
 *     <td>who is a friend of a friend changes for them, and how much the two say as common friends</td></tr>
 *   <tr><td>request dropped, block, unblock</td><td>the two</td><td></td><td>each may be suggested to the other, or not</td></tr>
 *   <tr><td>settings opened</td><td></td><td>friends of the person's friends</td>
 *     <td>the person may be suggested to them from now on</td></tr>
 *   <tr><td>dismissal undone</td><td>who dismissed</td><td></td><td>the person may be suggested to them again</td></tr>
 *   <tr><td>suggestions seen and ignored</td><td></td><td>who saw them</td><td>they sink</td></tr>
 * </table>
 *
 * <p>What takes somebody out of a ranking, such as a new request or a closed setting, needs none of it: every page is checked
 * against the graph when it is read. What is invalid is counted after the commit and before the answer to the mutation, so that the next
 * read on any replica finds no older ranking. What is out of date is collected for a moment first, so that a burst of friendships
 * costs one look for the friends of all of them, and each of those concerned one count; they go on seeing their old rankings until the new
 * ones are made.
 */
@Component
class StaleRankings extends BackgroundLoop {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final FriendLists friends;
    private final SnapshotStore store;
    private final Set<Long> outdated = ConcurrentHashMap.newKeySet();
    private final Set<Long> outdatedFriends = ConcurrentHashMap.newKeySet();

    StaleRankings(FriendLists friends, SnapshotStore store) {
        super("suggestions-outdate", "Some rankings will be out of date until they are too old");
        this.friends = friends;
        this.store = store;
    }

    @EventListener
    void on(FriendshipFormed formed) {
        friendshipChanged(formed.one(), formed.other());
    }

    @EventListener
    void on(FriendshipEnded ended) {
        friendshipChanged(ended.one(), ended.other());
    }

    @EventListener
    void on(FriendRequestDropped dropped) {
        store.invalidate(List.of(dropped.from(), dropped.to()));
    }

    @EventListener
    void on(UserBlocked blocked) {
        store.invalidate(List.of(blocked.by(), blocked.blocked()));
    }

    @EventListener
    void on(UserUnblocked unblocked) {
        store.invalidate(List.of(unblocked.by(), unblocked.unblocked()));
    }

    @EventListener
    void on(SettingsChanged changed) {
        boolean opened = Suggestible.byMutualFriends(changed.after()) && !Suggestible.byMutualFriends(changed.before());
        if (opened) {
            outdated.addAll(friends.ofFriendsOf(changed.user()));
        }
    }

    @EventListener
    void on(DismissalUndone undone) {
        store.invalidate(List.of(undone.by()));
    }

    @EventListener
    void on(ImpressionsRecorded recorded) {
        outdated.add(recorded.viewer());
    }

    private void friendshipChanged(long one, long other) {
        store.invalidate(List.of(one, other));
        outdatedFriends.addAll(List.of(one, other));
    }

    /** Counts what has been collected; a store that is away forgets it, with everything else. */
    void tell() {
        Set<Long> changed = Set.copyOf(outdatedFriends);
        outdatedFriends.removeAll(changed);
        if (!changed.isEmpty()) {
            outdated.addAll(friends.of(changed));
        }
        Set<Long> viewers = Set.copyOf(outdated);
        outdated.removeAll(viewers);
        store.outdate(viewers);
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(MOMENT);
        tell();
    }
}
