package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pending friend request, as seen by one of the two users.
 *
 * @param user the other user
 */
public record FriendRequest(
        FriendRequestDirection direction,
        User user,
        Instant sentAt,
        @Nullable String message) {

    /** The id type of friend requests. Its number is the id of the other user, so it is valid only for the two. */
    static final IdType ID = new IdType("frq");

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(user.number());
    }
}
