package io.mutuals.api;

import io.micrometer.observation.ObservationPredicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Scalars, and what is worth a span. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    RuntimeWiringConfigurer scalars() {
        return wiring -> wiring.scalar(DateTimeScalar.TYPE);
    }

    /** One span for each field of each item would drown the trace: a page of 5,000 items has 5,000 of them. */
    @Bean
    ObservationPredicate noSpanPerField() {
        return (name, context) -> !name.equals("graphql.datafetcher");
    }
}
