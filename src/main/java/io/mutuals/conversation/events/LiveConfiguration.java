package io.mutuals.conversation.events;

import graphql.Scalars;
import graphql.schema.GraphQLScalarType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/** The scalar of cursors of events. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    /** Text, which its reader checks, so that a wrong one gets the code that every wrong cursor gets. */
    @Bean
    RuntimeWiringConfigurer eventCursors() {
        return wiring -> wiring.scalar(GraphQLScalarType.newScalar()
                .name("EventCursor")
                .description("What a client has heard of, as opaque text.")
                .coercing(Scalars.GraphQLString.getCoercing())
                .build());
    }
}
