package io.mutuals.user;

/**
 * A user named by handle, as one viewer sees them.
 *
 * @param handle in its stored form
 */
record HandleKey(long viewer, String handle) {

    /** Reads a handle as people type it: in any case, with or without a leading @. */
    static HandleKey typed(long viewer, String handle) {
        return new HandleKey(viewer, Handle.typed(handle));
    }
}
