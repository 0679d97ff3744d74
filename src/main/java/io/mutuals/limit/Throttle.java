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
 * A bucket of cost for each viewer, shared by all replicas: {@code mutuals:limit:{<viewer>}:cost}. When Redis is away it lets everybody
 * pass: one request still cannot ask for more than the limits.
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

    /** Takes {@code cost} out of the viewer's bucket if it holds as much; null when nobody can tell. */
    @Nullable
    Balance take(long viewer, long cost) {
        Instant now = clock.instant();
        TokenBuckets.Level level = buckets.take(bucket(viewer), cost, limits.bucket(), limits.refill(), now);
        return level == null ? null : new Balance(level.taken(), level.left(), limits.bucket(), limits.refill(), now);
    }

    /** Puts back what was charged and not used; when it is negative, takes what was used and not charged. */
    void settle(long viewer, long unused) {
        buckets.giveBack(bucket(viewer), unused, limits.bucket(), limits.refill(), clock.instant());
    }

    private static String bucket(long viewer) {
        return "mutuals:limit:{" + viewer + "}:cost";
    }

    /**
     * What a viewer has left.
     *
     * @param granted whether what was asked for was there
     * @param left after it was taken
     */
    record Balance(boolean granted, double left, int bucket, int refill, Instant at) {

        /** When the bucket will hold {@code cost}. */
        Instant enoughAt(long cost) {
            return at.plus(Duration.ofMillis((long) Math.ceil(Math.max(0, cost - left) / refill * MILLIS)));
        }

        /** In hundreds, so that equal answers look equal although the bucket is filling. */
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
