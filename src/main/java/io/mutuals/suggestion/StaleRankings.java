package io.mutuals.suggestion;

import io.mutuals.friend.FriendRequestDropped;
import io.mutuals.friend.FriendshipEnded;
import io.mutuals.friend.FriendshipFormed;
import io.mutuals.friend.UserBlocked;
import io.mutuals.friend.UserUnblocked;
import io.mutuals.user.SettingsChanged;
import java.util.List;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Forgets the latest ranking of everyone whose ranking an event changes, and of nobody else.
 *
 * <table>
 *   <caption>Whose {@code mutuals:suggestion:{<viewer>}:<strategy>} is forgotten</caption>
 *   <tr><th>event</th><th>viewers</th><th>because</th></tr>
 *   <tr><td>friendship formed or ended</td><td>the two, and the friends of either</td>
 *     <td>who is a friend of a friend changes for them, and how much the two say as common friends</td></tr>
 *   <tr><td>request dropped, block, unblock</td><td>the two</td><td>each may be suggested to the other, or not</td></tr>
 *   <tr><td>settings opened</td><td>friends of the person's friends</td><td>the person may be suggested to them from now on</td></tr>
 * </table>
 *
 * <p>What takes somebody out of a ranking, such as a new request or a closed setting, needs none of it: every page is checked
 * against the graph when it is read. Runs after the commit and before the answer to the mutation, so that the next read of anybody on
 * any replica finds no older ranking.
 */
@Component
class StaleRankings {

    private final SuggestionRepository repository;
    private final SnapshotStore store;

    StaleRankings(SuggestionRepository repository, SnapshotStore store) {
        this.repository = repository;
        this.store = store;
    }

    @EventListener
    void on(FriendshipFormed formed) {
        store.forget(repository.friendsAndSelf(Set.of(formed.one(), formed.other())), Suggestions.STRATEGY);
    }

    @EventListener
    void on(FriendshipEnded ended) {
        store.forget(repository.friendsAndSelf(Set.of(ended.one(), ended.other())), Suggestions.STRATEGY);
    }

    @EventListener
    void on(FriendRequestDropped dropped) {
        store.forget(List.of(dropped.from(), dropped.to()), Suggestions.STRATEGY);
    }

    @EventListener
    void on(UserBlocked blocked) {
        store.forget(List.of(blocked.by(), blocked.blocked()), Suggestions.STRATEGY);
    }

    @EventListener
    void on(UserUnblocked unblocked) {
        store.forget(List.of(unblocked.by(), unblocked.unblocked()), Suggestions.STRATEGY);
    }

    @EventListener
    void on(SettingsChanged changed) {
        boolean opened = Suggestible.byMutualFriends(changed.after()) && !Suggestible.byMutualFriends(changed.before());
        if (opened) {
            store.forget(repository.friendsOfFriends(changed.user()), Suggestions.STRATEGY);
        }
    }
}
