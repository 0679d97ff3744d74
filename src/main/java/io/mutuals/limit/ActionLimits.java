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
 * Limits how often each user may perform an {@link ActionLimit action}: a token bucket for each user and action, shared
 * by all replicas, in Redis under {@code mutuals:limit:{<viewer>}:<limit>}.
 *
 * <p>Inside a transaction, the caller must remember the result across retries; the call may wait two seconds for a
 * connection. Thread-safe; each call is one round trip to Redis.
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
     * Takes {@code amount} tokens from the viewer's bucket, or none if it holds fewer.
     *
     * @param amount at least 1; more than the bucket ever holds is never allowed
     * @return null if the action is allowed; otherwise when the bucket will hold enough, or, for too large an amount,
     *     when it will be full
     */
    public @Nullable Instant refusedUntil(ActionLimit limit, long viewer, int amount) {
        Rate rate = rates.of(limit);
        Instant now = clock.instant();
        TokenBuckets.Level level = buckets.take(bucket(limit, viewer), amount, rate.max(), rate.perSecond(), now);
        if (level == null) {
            return switch (limit.whenRedisIsAway()) {
                case OPEN -> null;
                case CLOSED -> now.plus(pause);
            };
        }
        return level.taken() ? null : now.plus(rate.timeFor(Math.min(amount, rate.max()) - level.left()));
    }

    /** Returns {@code amount} tokens for an action that was allowed and then turned out to be unnecessary. */
    public void giveBack(ActionLimit limit, long viewer, int amount) {
        Rate rate = rates.of(limit);
        buckets.giveBack(bucket(limit, viewer), amount, rate.max(), rate.perSecond(), clock.instant());
    }

    /** Returns the key of the bucket of a viewer. */
    static String bucket(ActionLimit limit, long viewer) {
        return "mutuals:limit:{" + viewer + "}:" + limit.name().toLowerCase(Locale.ROOT);
    }
}
