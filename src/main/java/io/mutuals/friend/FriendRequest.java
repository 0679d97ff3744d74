package io.mutuals.friend;

import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A friend request that nobody has answered yet, seen by one of the two.
 *
 * @param user the other one
 */
public record FriendRequest(
        FriendRequestDirection direction,
        User user,
        Instant sentAt,
        @Nullable String message) {}
