package io.mutuals.cache;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.NoSuchElementException;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/** Configures the Jedis client with all time-outs, and the circuit breaker in front of it. */
@Configuration(proxyBeanMethods = false)
class CacheConfiguration {

    @Bean
    JedisClientConfig redisClient(CacheProperties properties) {
        int millis = Math.toIntExact(properties.timeout().toMillis());
        var client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(millis)
                .socketTimeoutMillis(millis)
                .user(properties.username())
                .password(properties.password())
                .database(JedisURIHelper.getDBIndex(properties.url()))
                .clientName("mutuals");
        if (JedisURIHelper.isRedisSSLScheme(properties.url())) {
            // Checks the server's name against its certificate, which plain "ssl" does not.
            client.sslOptions(SslOptions.defaults());
        }
        return client.build();
    }

    @Bean(destroyMethod = "close")
    UnifiedJedis redis(CacheProperties properties, JedisClientConfig client) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(properties.maxConnections());
        pool.setMaxIdle(properties.maxConnections());
        pool.setMaxWait(properties.timeout());
        HostAndPort server = JedisURIHelper.getHostAndPort(properties.url());
        if (properties.cluster()) {
            return RedisClusterClient.builder()
                    .nodes(Set.of(server))
                    .clientConfig(client)
                    .poolConfig(pool)
                    .build();
        }
        return RedisClient.builder()
                .hostAndPort(server)
                .clientConfig(client)
                .poolConfig(pool)
                .build();
    }

    /** A pool without a free connection says nothing of Redis. */
    static boolean isFailureOfRedis(Throwable thrown) {
        return thrown instanceof JedisException && !(thrown.getCause() instanceof NoSuchElementException);
    }

    @Bean
    CircuitBreaker redisBreaker(CacheProperties properties, MeterRegistry metrics) {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(50)
                .waitDurationInOpenState(properties.pause())
                .permittedNumberOfCallsInHalfOpenState(2)
                .recordException(CacheConfiguration::isFailureOfRedis)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(metrics);
        return registry.circuitBreaker("redis");
    }
}
