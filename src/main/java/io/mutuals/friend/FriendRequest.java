package io.mutuals.friend;

import io.mutuals.api.IdType;
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
        @Nullable String message) {

    /** The kind of id that names, to one of the two, the request between them; its number is the other's. */
    static final IdType ID = new IdType("frq");

    /** The opaque id. */
    public String id() {
        return ID.encode(user.number());
    }
}
