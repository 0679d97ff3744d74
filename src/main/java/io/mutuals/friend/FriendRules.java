package io.mutuals.friend;

import io.mutuals.api.UserError;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decides what a user may do to another. Mutations evaluate the rules under a lock, {@code viewerCan} without one; the
 * same {@link Relationship} always leads to the same decision.
 */
@Component
class FriendRules {

    private static final String[] USER = {"input", "userId"};

    private final FriendProperties limits;

    FriendRules(FriendProperties limits) {
        this.limits = limits;
    }

    /** Returns the error for a user that does not exist or is hidden from the viewer. Both must look the same. */
    static UserError notFound() {
        return UserError.of(FriendErrorCode.NOT_FOUND, "There is no such person.", USER);
    }

    /** Returns the reason why the viewer may not send the user a friend request; empty if they may. */
    Optional<UserError> againstRequest(Relationship relationship, Instant now) {
        if (relationship.isSelf()) {
            return refuse(FriendErrorCode.SELF, "You cannot be your own friend.");
        }
        if (relationship.isHidden()) {
            return Optional.of(notFound());
        }
        if (relationship.isFriend()) {
            return refuse(FriendErrorCode.ALREADY_FRIENDS, "You are already friends.");
        }
        if (relationship.received() != null) {
            return Optional.empty();
        }
        if (relationship.sent() != null) {
            return refuse(FriendErrorCode.ALREADY_REQUESTED, "You have already sent this person a friend request.");
        }
        boolean allowed = switch (relationship.settings().friendRequestsFrom()) {
            case EVERYONE -> true;
            case FRIENDS_OF_FRIENDS -> relationship.sharesFriends();
            case NOBODY -> false;
        };
        if (!allowed) {
            return refuse(FriendErrorCode.NOT_ALLOWED, "This person does not accept friend requests from you.");
        }
        RequestQuota.Excess excess = relationship.quota().excess(now, limits);
        return excess == null
                ? Optional.empty()
                : Optional.of(UserError.until(excess.resetAt(), FriendErrorCode.RATE_LIMITED, excess.message()));
    }

    /** Returns the reason why a message may not accompany a friend request; empty if it may. */
    Optional<UserError> againstMessage(@Nullable String message) {
        return message != null && message.codePointCount(0, message.length()) > limits.maxRequestMessage()
                ? Optional.of(UserError.of(
                        FriendErrorCode.MESSAGE_TOO_LONG,
                        "A message with a friend request has at most " + limits.maxRequestMessage() + " characters.",
                        "input",
                        "message"))
                : Optional.empty();
    }

    private static Optional<UserError> refuse(FriendErrorCode code, String message) {
        return Optional.of(UserError.of(code, message, USER));
    }
}
