package io.mutuals.user;

import io.mutuals.memory.TimedIds;
import java.util.Arrays;

/**
 * The users hidden from a user by blocks.
 *
 * @param blocked the users whom the user has blocked
 * @param blockedBy the users who have blocked the user, ascending; never changed
 */
@SuppressWarnings("ArrayRecordComponent") // held by the million; never compared
public record HiddenUsers(TimedIds blocked, long[] blockedBy) {

    /** No user is hidden. */
    static final HiddenUsers NONE = new HiddenUsers(TimedIds.NONE, new long[0]);

    /** Returns whether a user is hidden. */
    public boolean contains(long user) {
        return isBlockedBy(user) || blocked.contains(user);
    }

    /** Returns whether a user has blocked the user from whom these are hidden. */
    public boolean isBlockedBy(long user) {
        return blockedBy.length > 0 && Arrays.binarySearch(blockedBy, user) >= 0;
    }

    /** Returns the approximate heap that this set takes, in bytes. */
    int weight() {
        int own = blocked.size() == 0 ? 0 : blocked.weight();
        return 2 * Long.BYTES + own + blockedBy.length * Long.BYTES;
    }
}
