package io.mutuals.friend;

import io.mutuals.api.UserError;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;

/**
 * Changes the viewer's list of close friends, which only friends can be on, and of which no one else learns: nothing is
 * published, and nothing that others read changes. Thread-safe.
 */
@Service
class CloseFriends {

    private final Friendships friendships;
    private final CloseFriendRepository repository;
    private final ActionLimits limits;

    CloseFriends(Friendships friendships, CloseFriendRepository repository, ActionLimits limits) {
        this.friendships = friendships;
        this.repository = repository;
        this.limits = limits;
    }

    /** Adds a friend. Succeeds and changes nothing if the friend is on the list already. */
    Friendships.Change add(Viewer viewer, long user) {
        return change("friends.addCloseFriend", viewer, user, (transaction, relationship, now) -> {
            if (!relationship.isFriend()) {
                return Friendships.Decision.refused(UserError.of(
                        FriendErrorCode.NOT_FRIENDS, "Only friends can be close friends.", "input", "userId"));
            }
            repository.add(transaction, relationship.between(), now);
            return Friendships.Decision.done(
                    List.of(CloseFriendsInMemory.of(relationship.between().viewer())));
        });
    }

    /** Removes a user. Succeeds and changes nothing if they are not on the list. */
    Friendships.Change remove(Viewer viewer, long user) {
        return change("friends.removeCloseFriend", viewer, user, (transaction, relationship, now) -> {
            repository.remove(transaction, relationship.between());
            return Friendships.Decision.done(
                    List.of(CloseFriendsInMemory.of(relationship.between().viewer())));
        });
    }

    private Friendships.Change change(String name, Viewer viewer, long user, Friendships.Rule rule) {
        Instant resetAt = limits.refusedUntil(ActionLimit.CHANGE_CLOSE_FRIENDS, viewer.id(), 1);
        return resetAt == null
                ? friendships.change(name, viewer, user, rule)
                : new Friendships.Change(
                        UserKey.of(viewer, user),
                        Friendships.Decision.concealed(UserError.until(
                                resetAt,
                                FriendErrorCode.RATE_LIMITED,
                                "You have changed your close friends very often just now; please try again later.")));
    }
}
