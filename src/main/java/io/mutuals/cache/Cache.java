package io.mutuals.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.mutuals.proof.Meters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/**
 * Values in Redis that make an answer fast and never decide it.
 *
 * <p>No method throws for Redis' sake: a Redis that is slow or gone reads as an empty cache and forgets what is put into it.
 * After a few failures it is left alone for a while, so that nobody waits for it. Thread-safe; blocks the calling (virtual)
 * thread for at most the configured time.
 */
@Component
public class Cache {

    private static final Logger log = LoggerFactory.getLogger(Cache.class);

    private final UnifiedJedis redis;
    private final CircuitBreaker breaker;
    private final ObservationRegistry observations;

    Cache(UnifiedJedis redis, CircuitBreaker redisBreaker, ObservationRegistry observations) {
        this.redis = redis;
        this.breaker = redisBreaker;
        this.observations = observations;
    }

    /** The values under {@code keys}, in their order, null where there is none; one round trip. */
    public List<byte @Nullable []> get(List<String> keys) {
        List<byte @Nullable []> nothing = Collections.nCopies(keys.size(), null);
        if (keys.isEmpty()) {
            return nothing;
        }
        return call("get", nothing, () -> {
            if (keys.size() == 1) {
                return Collections.singletonList(redis.get(bytes(keys.getFirst())));
            }
            return pipelined(pipeline -> {
                List<Response<byte[]>> answers =
                        keys.stream().map(key -> pipeline.get(bytes(key))).toList();
                return () -> answers.stream().map(Response::get).toList();
            });
        });
    }

    /** Keeps {@code entries}; one round trip. */
    public void put(Map<String, Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        this.<@Nullable Void>together("put", null, pipeline -> {
            List<Response<String>> answers = entries.entrySet().stream()
                    .map(entry -> pipeline.set(
                            bytes(entry.getKey()),
                            entry.getValue().value(),
                            SetParams.setParams().px(entry.getValue().ttl().toMillis())))
                    .toList();
            return () -> heard(answers);
        });
    }

    /** Forgets {@code keys}; one round trip. */
    public void forget(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        this.<@Nullable Void>together("forget", null, pipeline -> {
            List<Response<Long>> answers =
                    keys.stream().map(key -> pipeline.unlink(bytes(key))).toList();
            return () -> heard(answers);
        });
    }

    /**
     * Does several things in one round trip.
     *
     * @param operation names it in metrics and traces
     * @param otherwise what to return when Redis is slow or gone
     * @param work asks the pipeline for all that it wants, and returns how to make the result of the answers
     */
    public <T extends @Nullable Object> T together(
            String operation, T otherwise, Function<AbstractPipeline, Supplier<T>> work) {
        return call(operation, otherwise, () -> pipelined(work));
    }

    private <T extends @Nullable Object> T pipelined(Function<AbstractPipeline, Supplier<T>> work) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            Supplier<T> result = work.apply(pipeline);
            pipeline.sync();
            return result.get();
        } catch (IllegalStateException unanswered) {
            // A cluster's pipeline swallows the failure of a node, and leaves what was asked of it without an answer.
            throw new JedisConnectionException("Redis did not answer everything", unanswered);
        }
    }

    private static @Nullable Void heard(List<? extends Response<?>> answers) {
        answers.forEach(Response::get);
        return null;
    }

    private <T extends @Nullable Object> T call(String operation, T otherwise, Supplier<T> work) {
        Meters.current().redisCall();
        Observation observation = Observation.createNotStarted("mutuals.redis.call", observations)
                .contextualName("redis " + operation)
                .lowCardinalityKeyValue("operation", operation);
        return observation.observe(() -> {
            try {
                return breaker.executeSupplier(work);
            } catch (CallNotPermittedException resting) {
                return otherwise;
            } catch (JedisException failed) {
                log.warn("Redis did not {} ({}); going on without it", operation, failed.getMessage());
                return otherwise;
            }
        });
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * A value to keep.
     *
     * @param ttl how long, at least a millisecond
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through to the client, never compared
    public record Entry(byte[] value, Duration ttl) {}
}
