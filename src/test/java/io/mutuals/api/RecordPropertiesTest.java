package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.mutuals.SideBySide;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Properties of records are read by their accessors, and everything else as the engine reads it. */
@SideBySide
class RecordPropertiesTest {

    private static final String SCHEMA = """
            type Query { all: [Thing] }
            type Thing { id: ID, size: Int, isLarge: Boolean, name: String, perhaps: String, missing: String,
              broken: String }
            """;

    @Test
    void anAnswerIsThatOfTheEngine() {
        ExecutionResult own = answer(GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(new RecordProperties()));
        ExecutionResult engine = answer(GraphQLCodeRegistry.newCodeRegistry());
        assertThat(own.<Object>getData()).hasToString(String.valueOf(engine.<Object>getData()));
        assertThat(own.getErrors()).hasToString(engine.getErrors().toString()).hasSize(1);
        assertThat(own.<Object>getData().toString())
                .contains("id=1, size=2, isLarge=true, name=name of 1", "id=3, size=null", "id=bean", "id=map");
    }

    private static ExecutionResult answer(GraphQLCodeRegistry.Builder registry) {
        List<Object> things =
                List.of(new Whole("1", 2L, true), new Hidden("3"), new Bean(), Map.of("id", "map", "name", "of a map"));
        return GraphQL.newGraphQL(new SchemaGenerator()
                        .makeExecutableSchema(
                                new SchemaParser().parse(SCHEMA),
                                RuntimeWiring.newRuntimeWiring()
                                        .codeRegistry(registry)
                                        .type("Query", type -> type.dataFetcher("all", any -> things))
                                        .build()))
                .build()
                .execute("{ all { id size isLarge name perhaps missing broken } }");
    }

    /** A record with primitives and methods of its own. */
    public record Whole(String id, long size, boolean isLarge) {

        /** Returns a property that is no component. */
        public String name() {
            return "name of " + id;
        }

        /** Returns a property that may be absent. */
        public Optional<String> perhaps() {
            return Optional.empty();
        }

        /** Fails. */
        public String broken() {
            if (id.isEmpty()) {
                return "whole";
            }
            throw new IllegalStateException("broken");
        }
    }

    /** A record that other packages cannot see. */
    record Hidden(String id) {

        static String name() {
            return "not a property of an object";
        }

        @Nullable
        String size() {
            return null;
        }
    }

    /** No record. */
    public static final class Bean {

        /** Returns its id. */
        public String getId() {
            return "bean";
        }
    }
}
