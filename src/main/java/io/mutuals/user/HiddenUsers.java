package io.mutuals.user;

import io.mutuals.memory.IdSet;
import io.mutuals.memory.TimedIds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The users hidden from a user: by blocks, or because they are absent.
 *
 * @param blocked the users whom the user has blocked
 * @param blockedBy the users who have blocked the user, ascending; never changed
 * @param absent the users who are hidden from everyone
 */
@SuppressWarnings("ArrayRecordComponent") // held by the million; never compared
public record HiddenUsers(TimedIds blocked, long[] blockedBy, AbsentUsers absent) {

    /** No user is hidden by a block. */
    static final HiddenUsers NONE = new HiddenUsers(TimedIds.NONE, new long[0]);

    /** Creates the users hidden by blocks, if no one is absent. */
    public HiddenUsers(TimedIds blocked, long[] blockedBy) {
        this(blocked, blockedBy, AbsentUsers.NONE);
    }

    /** Returns whether a user is hidden. */
    public boolean contains(long user) {
        return isBlocked(user) || absent.contains(user);
    }

    /** Returns whether a user is hidden by a block, in either direction. */
    public boolean isBlocked(long user) {
        return isBlockedBy(user) || blocked.contains(user);
    }

    /** Returns the number of blocks, those in both directions counted twice. */
    public int blocks() {
        return blocked.size() + blockedBy.length;
    }

    /** Returns whether a block hides one of some users; linear in the number of blocks. */
    public boolean blocksAnyOf(IdSet users) {
        return IntStream.range(0, blocked.size()).mapToLong(blocked::id).anyMatch(users::contains)
                || Arrays.stream(blockedBy).anyMatch(users::contains);
    }

    /** Returns these with other absent users. */
    HiddenUsers with(AbsentUsers others) {
        return new HiddenUsers(blocked, blockedBy, others);
    }

    /** Returns whether a user has blocked the user from whom these are hidden. */
    public boolean isBlockedBy(long user) {
        return blockedBy.length > 0 && Arrays.binarySearch(blockedBy, user) >= 0;
    }

    /** Returns the approximate heap that the blocks take, in bytes. */
    int weight() {
        int own = blocked.size() == 0 ? 0 : blocked.weight();
        return 2 * Long.BYTES + own + blockedBy.length * Long.BYTES;
    }
}
