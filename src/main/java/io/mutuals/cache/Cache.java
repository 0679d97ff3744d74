package io.mutuals.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
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
 * Cache in Redis. Entries speed up answers and never determine them.
 *
 * <p>No method throws because of Redis: a slow or unavailable Redis behaves like an empty cache that discards what is
 * put into it. A circuit breaker suspends calls after repeated failures, so that requests do not wait for time-outs.
 * Thread-safe; blocks the calling (virtual) thread for at most the configured time-out.
 */
@Component
public class Cache {

    private static final Logger log = LoggerFactory.getLogger(Cache.class);

    private final UnifiedJedis redis;
    private final RedisCalls calls;
    private final ObservationRegistry observations;

    Cache(UnifiedJedis redis, RedisCalls calls, ObservationRegistry observations) {
        this.redis = redis;
        this.calls = calls;
        this.observations = observations;
    }

    /** Returns the values of {@code keys} in the same order, null where there is none; one round trip. */
    public List<byte @Nullable []> get(List<String> keys) {
        List<byte @Nullable []> misses = Collections.nCopies(keys.size(), null);
        if (keys.isEmpty()) {
            return misses;
        }
        return call("get", misses, () -> {
            if (keys.size() == 1) {
                return Collections.singletonList(redis.get(bytes(keys.getFirst())));
            }
            return inPipeline(pipeline -> {
                List<Response<byte[]>> answers =
                        keys.stream().map(key -> pipeline.get(bytes(key))).toList();
                return () -> answers.stream().map(Response::get).toList();
            });
        });
    }

    /** Stores {@code entries}; one round trip. */
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
            return () -> readAll(answers);
        });
    }

    /** Removes {@code keys}; one round trip. */
    public void forget(List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        this.<@Nullable Void>together("forget", null, pipeline -> {
            List<Response<Long>> answers =
                    keys.stream().map(key -> pipeline.unlink(bytes(key))).toList();
            return () -> readAll(answers);
        });
    }

    /**
     * Runs several commands in one round trip.
     *
     * @param operation name of the operation in metrics, traces and logs
     * @param otherwise result if Redis is slow or unavailable
     * @param work queues commands on the pipeline and returns a supplier that builds the result from their responses
     */
    public <T extends @Nullable Object> T together(
            String operation, T otherwise, Function<AbstractPipeline, Supplier<T>> work) {
        return call(operation, otherwise, () -> inPipeline(work));
    }

    private <T extends @Nullable Object> T inPipeline(Function<AbstractPipeline, Supplier<T>> work) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            Supplier<T> result = work.apply(pipeline);
            pipeline.sync();
            return result.get();
        } catch (IllegalStateException incomplete) {
            // A cluster's pipeline swallows the failure of a node and leaves the responses of its commands unset.
            throw new JedisConnectionException("Redis left commands of a pipeline unanswered", incomplete);
        }
    }

    private static @Nullable Void readAll(List<? extends Response<?>> answers) {
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
                return calls.call(work);
            } catch (CallNotPermittedException open) {
                return otherwise;
            } catch (JedisException failed) {
                log.warn(
                        "Redis operation {} failed ({}); continuing without the cache", operation, failed.getMessage());
                return otherwise;
            }
        });
    }

    private static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Value to store.
     *
     * @param ttl time to live, at least one millisecond
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through to the client, never compared
    public record Entry(byte[] value, Duration ttl) {}
}
