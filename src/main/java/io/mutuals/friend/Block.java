package io.mutuals.friend;

import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import java.time.Instant;

/**
 * A block by the viewer, with what is needed to undo it: the name of the blocked user, but not the user.
 *
 * @param number the id of the blocked user
 */
record Block(long number, String handle, String displayName, Instant blockedAt) {

    /**
     * The id type of blocks. Its number is the id of the blocked user, so it is valid only for the viewer who made the
     * block.
     */
    static final IdType ID = new IdType("blk");

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number);
    }

    /** Returns the opaque id of the blocked user. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
