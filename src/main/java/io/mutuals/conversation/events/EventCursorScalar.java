package io.mutuals.conversation.events;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** Declares the GraphQL scalar {@code EventCursor}. */
@Configuration(proxyBeanMethods = false)
class EventCursorScalar {

    /**
     * The scalar accepts any text; the resolver checks it, so that a wrong cursor gets the same error code everywhere.
     */
    @Bean
    RuntimeWiringConfigurer eventCursors() {
        return wiring -> wiring.scalar(GraphQLScalarType.newScalar()
                .name("EventCursor")
                .description("The events that a client knows, as opaque text.")
                .coercing(Scalars.GraphQLString.getCoercing())
                .build());
    }
}
