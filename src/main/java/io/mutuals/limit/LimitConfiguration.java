package io.mutuals.limit;

import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the limits in front of the engine. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    @Bean
    GraphQlSourceBuilderCustomizer limitsBeforeValidation(QueryLimits limits) {
        return source -> source.configureGraphQl(engine -> engine.preparsedDocumentProvider(limits));
    }
}
