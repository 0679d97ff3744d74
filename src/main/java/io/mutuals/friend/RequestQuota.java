package io.mutuals.friend;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How many friend requests somebody has sent: those that nobody has answered yet, and those of the running day, which begins with its
 * first request.
 *
 * @param pending how many wait for an answer
 * @param dayBegan null when nothing was ever sent
 * @param sentThatDay answered or not
 */
record RequestQuota(int pending, @Nullable Instant dayBegan, int sentThatDay) {

    /** Why one more request may not be sent at {@code now}; null when it may. */
    @Nullable
    Excess excess(Instant now, FriendProperties limits) {
        if (pending >= limits.maxPendingRequests()) {
            return new Excess("Too many of your requests wait for an answer.", null);
        }
        if (isRunning(now, limits) && sentThatDay >= limits.maxRequestsPerDay()) {
            return new Excess("You have sent too many friend requests today.", end(limits));
        }
        return null;
    }

    /** The quota after one more request at {@code now}. */
    RequestQuota withOneMore(Instant now, FriendProperties limits) {
        return isRunning(now, limits)
                ? new RequestQuota(pending + 1, dayBegan, sentThatDay + 1)
                : new RequestQuota(pending + 1, now, 1);
    }

    private boolean isRunning(Instant now, FriendProperties limits) {
        Instant end = end(limits);
        return end != null && now.isBefore(end);
    }

    private @Nullable Instant end(FriendProperties limits) {
        return dayBegan == null ? null : dayBegan.plus(limits.requestDay());
    }

    /**
     * More than is allowed.
     *
     * @param resetAt when it will be allowed again; null when that depends on what others do
     */
    record Excess(String message, @Nullable Instant resetAt) {}
}
