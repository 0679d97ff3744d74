package io.mutuals.guardian;

import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import java.time.Instant;

/**
 * A guardian of the viewer: their name, also if a block hides the user.
 *
 * @param number the internal id of the user; clients see {@link #userId()}
 * @param viewerCanEnd whether the viewer can end the link
 */
record Guardian(
        long number,
        String handle,
        String displayName,
        Instant since,
        GuardianshipOrigin madeBy,
        boolean viewerCanEnd) {

    private static final IdType ID = new IdType("grd");

    /** Returns a key for caches of clients. */
    public String id() {
        return ID.encode(number);
    }

    /** Returns the opaque id of the user. */
    public String userId() {
        return Viewer.USER_ID.encode(number);
    }
}
