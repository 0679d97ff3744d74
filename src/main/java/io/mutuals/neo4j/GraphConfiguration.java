package io.mutuals.neo4j;

import ac.simons.neo4j.migrations.core.JavaBasedMigration;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Driver;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.neo4j.autoconfigure.ConfigBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Configures the driver, the circuit breaker and the schema migrations, which run before the first statement. */
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
                .slidingWindowSize(10)
                .minimumNumberOfCalls(5)
                .failureRateThreshold(properties.failureRate())
                .waitDurationInOpenState(properties.pause())
                .permittedNumberOfCallsInHalfOpenState(3)
                .recordException(Graph::isOutage)
                .build());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(metrics);
        return registry.circuitBreaker("neo4j");
    }

    /** The bean name is referenced by beans that require a migrated schema. */
    @Bean
    InitializingBean schemaMigrations(Driver driver, GraphProperties properties, List<JavaBasedMigration> inJava) {
        return () -> new Neo4jStart(properties.startPatience()).run(() -> new SchemaMigrations(driver, inJava).apply());
    }
}
