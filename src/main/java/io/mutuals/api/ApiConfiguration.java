package io.mutuals.api;

import io.micrometer.observation.ObservationPredicate;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Beans that all features share: scalars, the clock, the random source, and the choice of what is traced. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> wiring.scalar(DateTimeScalar.TYPE);
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    RandomGenerator random() {
        return new SecureRandom();
    }

    /** A span for each field of each item would drown the trace: a page of 5,000 items has 5,000 of them. */
    @Bean
    ObservationPredicate noSpanPerField() {
        return (name, context) -> !name.equals("graphql.datafetcher");
    }
}
