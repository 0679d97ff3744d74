package io.mutuals.user;

import java.util.Arrays;

/**
 * The users hidden from a user: those whom they have blocked, and those who have blocked them.
 *
 * @param ids ascending; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // held by the million; never compared
public record HiddenUsers(long[] ids) {

    /** Returns whether a user is hidden. */
    public boolean contains(long user) {
        return ids.length > 0 && Arrays.binarySearch(ids, user) >= 0;
    }

    /** Returns the approximate heap that this set takes, in bytes. */
    int weight() {
        return 2 * Long.BYTES + ids.length * Long.BYTES;
    }
}
