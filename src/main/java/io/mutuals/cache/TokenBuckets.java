package io.mutuals.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Token buckets in Redis, shared by all replicas. Each is a hash with {@code left} and {@code at} (milliseconds since
 * 1970) that expires once the bucket would be full again.
 *
 * <p>TokenBuckets limit access but never contribute to an answer, so their Redis calls are not counted in a request's
 * proof. Thread-safe.
 */
@Component
public class TokenBuckets {

    private static final Logger log = LoggerFactory.getLogger(TokenBuckets.class);

    /**
     * Takes ARGV[1] tokens from a bucket of size ARGV[2] that refills by ARGV[3] a second, at time ARGV[4]; a negative
     * amount is returned to the bucket. If ARGV[5] is 1, takes as many tokens as there are. A shortage of a billionth
     * is tolerated, because sums of fractional refills may be slightly too small.
     */
    private static final String TAKE = """
            local cost, size, refill, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
            local held = redis.call('HMGET', KEYS[1], 'left', 'at')
            local left, at = tonumber(held[1]) or size, tonumber(held[2]) or now
            left = math.min(size, left + math.max(0, now - at) * refill / 1000)
            local taken = 0
            if ARGV[5] == '1' or cost <= left + 1e-9 then
              left = math.max(0, math.min(size, left - cost))
              taken = 1
            end
            redis.call('HSET', KEYS[1], 'left', tostring(left), 'at', tostring(math.max(now, at)))
            redis.call('PEXPIRE', KEYS[1], math.ceil(size / refill * 1000) + 1000)
            return {taken, tostring(left)}
            """;

    /** Limits wait longer for a free connection than what merely makes an answer fast. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final UnifiedJedis redis;
    private final RedisCalls calls;

    TokenBuckets(UnifiedJedis redis, RedisCalls calls) {
        this.redis = redis;
        this.calls = calls;
    }

    /**
     * Takes tokens from a bucket if it holds enough.
     *
     * @param bucket Redis key of the bucket
     * @param amount number of tokens to take
     * @param size number of tokens in a full bucket
     * @param refill tokens added per second, possibly a fraction
     * @param now current time
     * @return the new level, or null if Redis is slow or unavailable
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if Redis is available but all connections to it stay
     *     in use: a caller that makes that many calls must not pass the limit for it
     */
    public @Nullable Level take(String bucket, long amount, int size, double refill, Instant now) {
        return take(bucket, amount, size, refill, now, false);
    }

    private @Nullable Level take(String bucket, long amount, int size, double refill, Instant now, boolean partially) {
        try {
            Object answer = calls.call(
                    PATIENCE,
                    () -> redis.eval(
                            TAKE,
                            List.of(bucket),
                            List.of(
                                    Long.toString(amount),
                                    Integer.toString(size),
                                    Double.toString(refill),
                                    Long.toString(now.toEpochMilli()),
                                    partially ? "1" : "0")));
            if (answer instanceof List<?> pair
                    && pair.getFirst() instanceof Long taken
                    && pair.getLast() instanceof String left) {
                return new Level(taken == 1, Double.parseDouble(left));
            }
            throw new IllegalStateException("Unexpected reply of Redis to the bucket script: " + answer);
        } catch (CallNotPermittedException open) {
            return null;
        } catch (RedisCalls.Busy busy) {
            throw new RequestException(
                    ErrorCode.UNAVAILABLE,
                    "The service is temporarily unavailable; please try again in a few seconds.",
                    busy);
        } catch (JedisException failed) {
            log.warn(
                    "Taking from a rate limit bucket in Redis failed ({}); the limit cannot be checked",
                    failed.getMessage());
            return null;
        }
    }

    /**
     * Returns tokens to a bucket, up to its size. A negative amount takes tokens, down to an empty bucket. Has no
     * effect if Redis is slow or unavailable.
     */
    public void giveBack(String bucket, long amount, int size, double refill, Instant now) {
        try {
            take(bucket, -amount, size, refill, now, true);
        } catch (RequestException busy) {
            log.debug("{} was not given back to a bucket", amount, busy);
        }
    }

    /**
     * Level of a bucket after an attempt to take tokens.
     *
     * @param taken true if the bucket held enough tokens and they were taken
     * @param left number of tokens left
     */
    public record Level(boolean taken, double left) {}
}
