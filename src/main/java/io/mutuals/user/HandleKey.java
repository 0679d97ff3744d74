package io.mutuals.user;

/**
 * Identifies a user by handle, as seen by a viewer.
 *
 * @param handle the handle in its stored form
 */
record HandleKey(long viewer, String handle) {

    /** Creates a key from a handle that was typed in upper or lower case, with or without a leading @. */
    static HandleKey typed(long viewer, String handle) {
        return new HandleKey(viewer, Handle.typed(handle));
    }
}
