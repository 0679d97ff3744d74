package io.mutuals.friend;

import io.mutuals.limit.FixedWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many friend requests somebody has sent.
 *
 * @param pending how many wait for an answer
 * @param day how many were sent in the running day, answered or not
 */
record RequestQuota(int pending, FixedWindow day) {

    /** Why one more request may not be sent at {@code now}; null when it may. */
    @Nullable
    Excess excess(Instant now, FriendProperties limits) {
        if (pending >= limits.maxPendingRequests()) {
            return new Excess("Too many of your requests wait for an answer.", null);
        }
        Instant end = day.fullUntil(now, limits.maxRequestsPerDay(), limits.requestDay());
        return end == null ? null : new Excess("You have sent too many friend requests today.", end);
    }

    /**
     * More than is allowed.
     *
     * @param resetAt when it will be allowed again; null when that depends on what others do
     */
    record Excess(String message, @Nullable Instant resetAt) {}
}
