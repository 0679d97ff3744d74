package io.mutuals.graph;

import ac.simons.neo4j.migrations.core.Migrations;
import ac.simons.neo4j.migrations.core.MigrationsConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The driver's limits, the circuit breaker, and the schema migrations, which run before anything asks. */
@Configuration(proxyBeanMethods = false)
class GraphConfiguration {

    @Bean
    ConfigBuilderCustomizer limits(GraphProperties properties) {
        return driver -> driver.withConnectionAcquisitionTimeout(
                        properties.acquisitionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withConnectionTimeout(properties.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withMaxConnectionPoolSize(properties.maxConnections())
                .withMaxTransactionRetryTime(properties.acquisitionTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .withTelemetryDisabled(true);
    }

    @Bean
    CircuitBreaker neo4jBreaker(GraphProperties properties, MeterRegistry metrics) {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(20)
                .minimumNumberOfCalls(10)
                .failureRateThreshold(properties.failureRate())
                .waitDurationInOpenState(properties.pause())
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(Graph::isOutage)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(metrics);
        return registry.circuitBreaker("neo4j");
    }

    /** Named so that whatever needs the schema can depend on it. */
    @Bean
    InitializingBean schemaMigrations(Driver driver) {
        MigrationsConfig config = MigrationsConfig.builder()
                .withLocationsToScan("classpath:neo4j/migrations")
                .build();
        return () -> new Migrations(config, driver).apply();
    }
}
