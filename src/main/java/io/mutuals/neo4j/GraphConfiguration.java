package io.mutuals.neo4j;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.StartFailure;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.Driver;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
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

    /** Named so that whatever needs the schema can depend on it. */
    @Bean
    InitializingBean schemaMigrations(Driver driver) {
        return () -> {
            try {
                new SchemaMigrations(driver).apply();
            } catch (AuthenticationException refused) {
                throw new StartFailure(
                        "Neo4j refuses the user or the password.",
                        "Set spring.neo4j.authentication.username and spring.neo4j.authentication.password.",
                        refused);
            } catch (ServiceUnavailableException away) {
                throw new StartFailure(
                        "Neo4j cannot be reached.",
                        "Start it, or say where it is with --spring.neo4j.uri=bolt://host:port.",
                        away);
            }
        };
    }
}
