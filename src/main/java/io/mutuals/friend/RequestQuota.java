package io.mutuals.friend;

import io.mutuals.limit.FixedWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's use of the limits of friend requests.
 *
 * @param pending the number of sent requests that are pending
 * @param day the number of requests sent in the current day, answered or not
 */
record RequestQuota(int pending, FixedWindow day) {

    /** Returns the limit that one more request at {@code now} would exceed; null if none. */
    @Nullable
    Excess excess(Instant now, FriendProperties limits) {
        if (pending >= limits.maxPendingRequests()) {
            return new Excess("Too many of your friend requests are pending.", null);
        }
        Instant end = day.fullUntil(now, limits.maxRequestsPerDay(), limits.requestDay());
        return end == null ? null : new Excess("You have sent too many friend requests today.", end);
    }

    /**
     * A limit that would be exceeded.
     *
     * @param resetAt the time from which on a request is allowed; null if that depends on other users
     */
    record Excess(String message, @Nullable Instant resetAt) {}
}
