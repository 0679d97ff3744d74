package io.mutuals.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.observation.ObservationRegistry;
import io.mutuals.MutualsTest;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** A cluster's pipeline leaves the responses of an unavailable node unset. */
@MutualsTest
class UnansweredTest {

    private final CircuitBreaker breaker = CircuitBreaker.of(
            "test",
            CircuitBreakerConfig.custom().recordExceptions(JedisException.class).build());
    private final Cache cache;

    UnansweredTest(UnifiedJedis redis, CacheProperties properties) {
        cache = new Cache(redis, new RedisCalls(breaker, properties), ObservationRegistry.NOOP);
    }

    @Test
    void unansweredCommandCountsAsFailureAndYieldsTheFallback() {
        Response<String> never = new Response<>(BuilderFactory.STRING);
        assertThat(cache.<String>together("test", "otherwise", pipeline -> never))
                .isEqualTo("otherwise");
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isEqualTo(1);
    }
}
