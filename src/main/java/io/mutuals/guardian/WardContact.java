package io.mutuals.guardian;

import io.mutuals.security.Viewer;
import java.time.Instant;

/**
 * A user whom a ward has befriended or blocked: the name that the ward sees, also if a block hides the user from the
 * guardian.
 *
 * @param number the internal id of the user; clients see {@link #userId()}
 * @param since the start of the friendship or of the block
 */
record WardContact(long number, String handle, String displayName, Instant since) {

    /** Returns the opaque id of the user. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
