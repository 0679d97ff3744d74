package io.mutuals.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mutuals.MutualsTest;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A full pool of connections is not an outage of Redis: limits refuse, and the circuit breaker stays closed.
 */
@MutualsTest
class RedisCallsTest {

    private static final int CONNECTIONS = 2;

    private final UnifiedJedis redis;
    private final CircuitBreaker breaker;
    private final RedisCalls calls;

    RedisCallsTest(UnifiedJedis redis) {
        CacheProperties properties = new CacheProperties(
                URI.create("redis://localhost"),
                false,
                null,
                null,
                Duration.ofMillis(50),
                CONNECTIONS,
                Duration.ofSeconds(2));
        this.redis = redis;
        this.breaker = new CacheConfiguration().redisBreaker(properties, new SimpleMeterRegistry());
        this.calls = new RedisCalls(breaker, properties);
    }

    @Test
    void whileAllConnectionsAreBusyALimitRefusesAndTheBreakerStaysClosed() throws Exception {
        TokenBuckets buckets = new TokenBuckets(redis, calls);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            occupy(threads, release);
            for (int again = 0; again < 20; again++) {
                assertThatThrownBy(() -> calls.call(() -> "never")).isInstanceOf(RedisCalls.Busy.class);
            }
            assertThatThrownBy(() -> buckets.take("mutuals:limit:{test}:busy", 1, 1, 1, Instant.now()))
                    .isInstanceOfSatisfying(
                            RequestException.class,
                            busy -> assertThat(busy.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            buckets.giveBack("mutuals:limit:{test}:busy", 1, 1, 1, Instant.now());
            release.countDown();
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
        assertThat(calls.call(() -> redis.ping())).isEqualTo("PONG");
    }

    @Test
    void noMoreCallsAreUnderWayThanThereAreConnectionsAndAllOthersHaveTheirTurn() throws Exception {
        Semaphore free = new Semaphore(CONNECTIONS);
        List<Future<Boolean>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < 100; caller++) {
                answers.add(threads.submit(() -> calls.call(Duration.ofSeconds(20), () -> {
                    boolean alone = free.tryAcquire();
                    redis.ping();
                    if (alone) {
                        free.release();
                    }
                    return alone;
                })));
            }
        }
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
    }

    @Test
    void failuresOfRedisStillOpenTheBreaker() {
        for (int again = 0; again < 5; again++) {
            assertThatThrownBy(() -> calls.call(() -> {
                        throw new JedisException("gone");
                    }))
                    .hasMessage("gone");
        }
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    private void occupy(ExecutorService threads, CountDownLatch release) throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(CONNECTIONS);
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            threads.execute(() -> calls.call(() -> {
                occupied.countDown();
                try {
                    release.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }));
        }
        occupied.await();
    }
}
