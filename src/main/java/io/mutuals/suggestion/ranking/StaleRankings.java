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
 * Marks the rankings affected by an event as invalid or outdated, and no others.
 *
 * <table>
 *   <caption>Rankings affected by each event</caption>
 *   <tr><th>event</th><th>invalid</th><th>outdated</th><th>reason</th></tr>
 *   <tr><td>friendship formed or ended</td><td>both users</td><td>the friends of either</td>
 *     <td>their friends of friends change, and the weight of both as common friends</td></tr>
 *   <tr><td>request dropped, block, unblock</td><td>both users</td><td></td><td>may or may not be suggested to each
 * other any more</td></tr> <tr><td>settings opened</td><td></td><td>friends of the user's friends</td>
 *     <td>the user may be suggested to them now</td></tr>
 *   <tr><td>dismissal undone</td><td>the viewer</td><td></td><td>the candidate may be suggested again</td></tr>
 *   <tr><td>suggestions seen and ignored</td><td></td><td>the viewer</td><td>ignored candidates are
 * discounted</td></tr>
 * </table>
 *
 * <p>Changes that only remove a user from rankings, such as a new request or a closed setting, are not listed: every
 * page is checked against the graph when it is read. Rankings are invalidated after the commit and before the mutation
 * is answered, so the next read on any replica finds no older ranking. Outdated rankings are collected for a moment
 * first, so that a burst of friendships costs one lookup of all friends and one increment per viewer affected; viewers
 * keep seeing their old rankings until the new ones are made.
 */
@Component
class StaleRankings extends BackgroundLoop {

    private static final Duration COLLECT_TIME = Duration.ofMillis(50);

    private final FriendLists friends;
    private final SnapshotStore store;
    private final Set<Long> outdated = ConcurrentHashMap.newKeySet();
    private final Set<Long> outdatedFriends = ConcurrentHashMap.newKeySet();

    StaleRankings(FriendLists friends, SnapshotStore store) {
        super("suggestions-outdate", "Some rankings could not be marked as outdated; they are shown until they expire");
        this.friends = friends;
        this.store = store;
    }

    @EventListener
    void on(FriendshipFormed formed) {
        friendshipChanged(formed.one().value(), formed.other().value());
    }

    @EventListener
    void on(FriendshipEnded ended) {
        friendshipChanged(ended.one().value(), ended.other().value());
    }

    @EventListener
    void on(FriendRequestDropped dropped) {
        store.invalidate(List.of(dropped.from().value(), dropped.to().value()));
    }

    @EventListener
    void on(UserBlocked blocked) {
        store.invalidate(List.of(blocked.by().value(), blocked.blocked().value()));
    }

    @EventListener
    void on(UserUnblocked unblocked) {
        store.invalidate(List.of(unblocked.by().value(), unblocked.unblocked().value()));
    }

    @EventListener
    void on(SettingsChanged changed) {
        boolean opened = Suggestible.byMutualFriends(changed.after()) && !Suggestible.byMutualFriends(changed.before());
        if (opened) {
            outdated.addAll(friends.ofFriendsOf(changed.user().value()));
        }
    }

    @EventListener
    void on(DismissalUndone undone) {
        store.invalidate(List.of(undone.by().value()));
    }

    @EventListener
    void on(ImpressionsRecorded recorded) {
        outdated.add(recorded.viewer());
    }

    private void friendshipChanged(long one, long other) {
        store.invalidate(List.of(one, other));
        outdatedFriends.addAll(List.of(one, other));
    }

    /**
     * Marks the collected rankings as outdated. While Redis is unavailable they are dropped, as are the rankings
     * themselves.
     */
    void flush() {
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
        Thread.sleep(COLLECT_TIME);
        flush();
    }
}
