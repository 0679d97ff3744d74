package io.mutuals.friend;

import io.mutuals.api.UserError;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people may do to each other. Mutations ask it under a lock, {@code viewerCan} asks it without one; both get the same answer to the
 * same {@link Relationship}.
 */
@Component
class FriendRules {

    private static final String[] USER = {"input", "userId"};

    private final FriendProperties limits;

    FriendRules(FriendProperties limits) {
        this.limits = limits;
    }

    /** There is nobody; or nobody whom the viewer may see, which is told in the same words. */
    static UserError notFound() {
        return UserError.of(FriendErrorCode.NOT_FOUND, "There is no such person.", USER);
    }

    /** Why the viewer may not ask the user to be friends; empty when they may. */
    Optional<UserError> againstRequest(Relationship standing, Instant now) {
        if (standing.isSelf()) {
            return refuse(FriendErrorCode.SELF, "You cannot be your own friend.");
        }
        if (standing.isHidden()) {
            return Optional.of(notFound());
        }
        if (standing.isFriend()) {
            return refuse(FriendErrorCode.ALREADY_FRIENDS, "You are friends already.");
        }
        if (standing.received() != null) {
            return Optional.empty();
        }
        if (standing.sent() != null) {
            return refuse(FriendErrorCode.ALREADY_REQUESTED, "You have asked already.");
        }
        boolean allowed = switch (standing.settings().friendRequestsFrom()) {
            case EVERYONE -> true;
            case FRIENDS_OF_FRIENDS -> standing.sharesFriends();
            case NOBODY -> false;
        };
        if (!allowed) {
            return refuse(FriendErrorCode.NOT_ALLOWED, "This person does not take requests from you.");
        }
        RequestQuota.Excess excess = standing.quota().excess(now, limits);
        return excess == null
                ? Optional.empty()
                : Optional.of(UserError.until(excess.resetAt(), FriendErrorCode.RATE_LIMITED, excess.message()));
    }

    /** Why this may not go with a request; empty when it may. */
    Optional<UserError> againstMessage(@Nullable String message) {
        return message != null && message.codePointCount(0, message.length()) > limits.maxRequestMessage()
                ? Optional.of(UserError.of(
                        FriendErrorCode.MESSAGE_TOO_LONG,
                        "At most " + limits.maxRequestMessage() + " characters can go with a request.",
                        "input",
                        "message"))
                : Optional.empty();
    }

    private static Optional<UserError> refuse(FriendErrorCode code, String message) {
        return Optional.of(UserError.of(code, message, USER));
    }
}
