package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import java.time.Instant;

/**
 * A user whom the viewer blocks, as the viewer needs it to end the block: by name, not as a user.
 *
 * @param number the blocked user's
 */
record Block(long number, String handle, String displayName, Instant blockedAt) {

    /** The kind of id that names a block to the user who made it; its number is the blocked user's. */
    static final IdType ID = new IdType("blk");

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }

    /** The blocked user's id. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
