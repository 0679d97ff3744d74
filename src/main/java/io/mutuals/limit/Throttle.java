package io.mutuals.limit;

import io.mutuals.cache.TokenBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A token bucket of cost for each viewer, shared by all replicas, in Redis under {@code mutuals:limit:{<viewer>}:cost}.
 * While Redis is unavailable every request passes: the limits of a single request still hold.
 */
@Component
class Throttle {

    private static final double MILLIS = 1_000;
    private static final long STEP = 100;

    private final TokenBuckets buckets;
    private final LimitProperties limits;
    private final InstantSource clock;

    Throttle(TokenBuckets buckets, LimitProperties limits, InstantSource clock) {
        this.buckets = buckets;
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes {@code cost} from the viewer's bucket if it holds as much; null if Redis cannot tell. */
    @Nullable
    Balance take(long viewer, long cost) {
        Instant now = clock.instant();
        TokenBuckets.Level level = buckets.take(bucket(viewer), cost, limits.bucket(), limits.refill(), now);
        return level == null ? null : new Balance(level.taken(), level.left(), limits.bucket(), limits.refill(), now);
    }

    /** Refunds cost that was charged and not used; if negative, takes cost that was used and not charged. */
    void settle(long viewer, long unused) {
        buckets.giveBack(bucket(viewer), unused, limits.bucket(), limits.refill(), clock.instant());
    }

    /** Returns the key of the bucket of a viewer. */
    static String bucket(long viewer) {
        return "mutuals:limit:{" + viewer + "}:cost";
    }

    /**
     * The balance of a viewer's bucket.
     *
     * @param granted whether the bucket held the cost
     * @param left the level after the cost was taken
     */
    record Balance(boolean granted, double left, int bucket, int refill, Instant at) {

        /** Returns when the bucket will hold {@code cost}. */
        Instant enoughAt(long cost) {
            return at.plus(Duration.ofMillis((long) Math.ceil(Math.max(0, cost - left) / refill * MILLIS)));
        }

        /**
         * Returns the balance in the shape of {@code extensions.cost.throttle}. It is rounded to hundreds, so that
         * equal requests get equal answers although the bucket is refilling.
         */
        Map<String, @Nullable Object> toExtension(long unused) {
            Map<String, @Nullable Object> throttle = new LinkedHashMap<>();
            throttle.put("maximum", bucket);
            long available = Math.max(0, (long) left + unused);
            throttle.put("available", Math.min(bucket, Math.ceilDiv(available, STEP) * STEP));
            throttle.put("refillPerSecond", refill);
            return throttle;
        }
    }
}
