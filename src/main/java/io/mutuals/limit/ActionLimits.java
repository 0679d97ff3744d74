package io.mutuals.limit;

import io.mutuals.cache.CacheProperties;
import io.mutuals.cache.TokenBuckets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How often each person may do what is limited by itself: a token bucket for each person and {@link ActionLimit}, shared by all replicas,
 * in Redis under {@code mutuals:limit:{<viewer>}:<limit>}.
 *
 * <p>Ask outside of transactions, which may run more than once. Thread-safe; one call to Redis.
 */
@Component
public class ActionLimits {

    private final TokenBuckets buckets;
    private final ActionLimitProperties rates;
    private final Duration pause;
    private final InstantSource clock;

    ActionLimits(TokenBuckets buckets, ActionLimitProperties rates, CacheProperties redis, InstantSource clock) {
        this.buckets = buckets;
        this.rates = rates;
        this.pause = redis.pause();
        this.clock = clock;
    }

    /**
     * Takes {@code amount} out of the viewer's bucket, or nothing when it does not hold as much.
     *
     * @param amount at least 1; what is more than the bucket ever holds is never allowed
     * @return null when the viewer may go on; else when there will be enough, or, for too large an amount, when the bucket will be full
     */
    public @Nullable Instant refusedUntil(ActionLimit limit, long viewer, int amount) {
        Rate rate = rates.of(limit);
        Instant now = clock.instant();
        TokenBuckets.Level level = buckets.take(bucket(limit, viewer), amount, rate.most(), rate.perSecond(), now);
        if (level == null) {
            return switch (limit.whenRedisIsAway()) {
                case OPEN -> null;
                case CLOSED -> now.plus(pause);
            };
        }
        return level.taken() ? null : now.plus(rate.timeFor(Math.min(amount, rate.most()) - level.left()));
    }

    /** Puts {@code amount} back, for what was allowed and then needed no doing. */
    public void giveBack(ActionLimit limit, long viewer, int amount) {
        Rate rate = rates.of(limit);
        buckets.giveBack(bucket(limit, viewer), amount, rate.most(), rate.perSecond(), clock.instant());
    }

    private static String bucket(ActionLimit limit, long viewer) {
        return "mutuals:limit:{" + viewer + "}:" + limit.name().toLowerCase(Locale.ROOT);
    }
}
