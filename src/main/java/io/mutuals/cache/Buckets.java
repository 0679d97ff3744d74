package io.mutuals.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Token buckets in Redis, which all replicas share: hashes with {@code left} and {@code at} (milliseconds), gone once they would be full
 * again. They decide who may pass, not what an answer is, so their calls are not part of a request's proof.
 */
@Component
public class Buckets {

    private static final Logger log = LoggerFactory.getLogger(Buckets.class);

    /**
     * Takes ARGV[1] of a bucket of ARGV[2] that gains ARGV[3] a second, at ARGV[4]; a negative amount is given back. With ARGV[5]
     * it takes what there is of it. A billionth may be missing: fractions add up to a little less than the whole.
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

    private final UnifiedJedis redis;
    private final CircuitBreaker breaker;

    Buckets(UnifiedJedis redis, CircuitBreaker redisBreaker) {
        this.redis = redis;
        this.breaker = redisBreaker;
    }

    /**
     * Takes out of a bucket, if it holds as much.
     *
     * @param size what a full bucket holds
     * @param refill what it gains each second, which may be a fraction
     * @return null when Redis is slow or gone
     */
    public @Nullable Level take(String bucket, long amount, int size, double refill, Instant now) {
        return take(bucket, amount, size, refill, now, false);
    }

    private @Nullable Level take(
            String bucket, long amount, int size, double refill, Instant now, boolean whatThereIs) {
        try {
            Object answer = breaker.executeSupplier(() -> redis.eval(
                    TAKE,
                    List.of(bucket),
                    List.of(
                            Long.toString(amount),
                            Integer.toString(size),
                            Double.toString(refill),
                            Long.toString(now.toEpochMilli()),
                            whatThereIs ? "1" : "0")));
            if (answer instanceof List<?> pair
                    && pair.getFirst() instanceof Long taken
                    && pair.getLast() instanceof String left) {
                return new Level(taken == 1, Double.parseDouble(left));
            }
            throw new IllegalStateException("Redis answered " + answer);
        } catch (CallNotPermittedException resting) {
            return null;
        } catch (JedisException failed) {
            log.warn("Redis did not take from a bucket ({}); going on without it", failed.getMessage());
            return null;
        }
    }

    /** Puts back into a bucket, up to its size; a negative amount is taken as far as there is something. */
    public void giveBack(String bucket, long amount, int size, double refill, Instant now) {
        take(bucket, -amount, size, refill, now, true);
    }

    /**
     * How full a bucket is.
     *
     * @param taken whether it held what was asked for
     * @param left after that
     */
    public record Level(boolean taken, double left) {}
}
