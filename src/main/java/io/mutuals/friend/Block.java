package io.mutuals.friend;

import io.mutuals.security.Viewer;
import java.time.Instant;

/**
 * Somebody whom the viewer blocks, as the viewer needs it to end the block: by name, not as a user.
 *
 * @param number the blocked one's
 */
record Block(long number, String handle, String displayName, Instant blockedAt) {

    /** The blocked one's id. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
