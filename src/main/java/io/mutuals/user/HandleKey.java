package io.mutuals.user;

import java.util.Locale;

/**
 * A user named by handle, as one viewer sees them.
 *
 * @param handle in its stored form
 */
record HandleKey(long viewer, String handle) {

    /** Reads a handle as people type it: in any case, with or without a leading @. */
    static HandleKey typed(long viewer, String handle) {
        String bare = handle.startsWith("@") ? handle.substring(1) : handle;
        return new HandleKey(viewer, bare.toLowerCase(Locale.ROOT));
    }
}
