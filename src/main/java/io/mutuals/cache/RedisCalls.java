package io.mutuals.cache;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Runs calls to Redis through the connection pool and the circuit breaker. At most as many calls run as the pool has
 * connections; others wait in order of arrival. A call that gets no connection in time fails with {@link Busy}, which
 * does not count as a failure of Redis. Thread-safe; blocks the calling (virtual) thread.
 */
@Component
public class RedisCalls {

    private final CircuitBreaker breaker;
    private final Duration patience;
    private final Semaphore connections;

    RedisCalls(CircuitBreaker redisBreaker, CacheProperties properties) {
        this.breaker = redisBreaker;
        this.patience = properties.timeout();
        this.connections = new Semaphore(properties.maxConnections(), true);
    }

    /**
     * Runs {@code work} when a connection is free.
     *
     * @throws CallNotPermittedException while Redis is left alone
     * @throws Busy when no connection was free within the time that a call may take
     * @throws JedisException when Redis is slow or gone
     */
    public <T extends @Nullable Object> T call(Supplier<T> work) {
        return call(patience, work);
    }

    /** The same, waiting for a connection for as long as {@code patience}. */
    <T extends @Nullable Object> T call(Duration patience, Supplier<T> work) {
        if (breaker.getState() == CircuitBreaker.State.OPEN) {
            // An open breaker refuses before a connection is awaited; asking also tells when the pause is over.
            return breaker.executeSupplier(work);
        }
        if (!acquire(patience)) {
            throw new Busy();
        }
        try {
            return breaker.executeSupplier(work);
        } finally {
            connections.release();
        }
    }

    private boolean acquire(Duration patience) {
        try {
            return connections.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** All connections to Redis are in use. */
    public static final class Busy extends JedisException {
        Busy() {
            super("All connections to Redis are in use");
        }
    }
}
