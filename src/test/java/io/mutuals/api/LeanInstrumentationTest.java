package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.GraphQL;
import graphql.execution.instrumentation.FieldFetchingInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldCompleteParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Instrumentations are asked about mutations and about fetchers of controllers, and are never missed in silence. */
@SideBySide
class LeanInstrumentationTest {

    private static final String SCHEMA = """
            type Query { user: User }
            type Mutation { rename: User }
            type User { name: String }
            """;

    private final List<String> asked = new ArrayList<>();

    @Test
    void aQueryAsksAboutTheFetchersOfControllersOnly() {
        assertThat(engine().execute("{ user { name } }").toSpecification())
                .isEqualTo(Map.of("data", Map.of("user", Map.of("name", "Ada"))));
        assertThat(asked).containsExactly("fetcher of user");
    }

    @Test
    void aMutationAsksAboutEachField() {
        engine().execute("mutation { rename { name } }");
        assertThat(asked)
                .containsExactly(
                        "execution of rename",
                        "fetching of rename",
                        "fetcher of rename",
                        "execution of name",
                        "fetching of name");
    }

    @Test
    void anInstrumentationThatWouldMissTheCompletionOfFieldsIsRefused() {
        SimplePerformantInstrumentation completes = new SimplePerformantInstrumentation() {
            @Override
            public InstrumentationContext<Object> beginFieldListCompletion(
                    InstrumentationFieldCompleteParameters parameters, InstrumentationState state) {
                return SimpleInstrumentationContext.noOp();
            }
        };
        assertThatThrownBy(() -> new LeanInstrumentation(List.of(completes)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private GraphQL engine() {
        DataFetcher<?> user = environment -> Map.of("name", "Ada");
        return GraphQL.newGraphQL(new SchemaGenerator()
                        .makeExecutableSchema(
                                new SchemaParser().parse(SCHEMA),
                                RuntimeWiring.newRuntimeWiring()
                                        .type("Query", type -> type.dataFetcher("user", user))
                                        .type("Mutation", type -> type.dataFetcher("rename", user))
                                        .build()))
                .instrumentation(new LeanInstrumentation(List.of(new Asked())))
                .build();
    }

    /** Notes what it is asked about. */
    private final class Asked extends SimplePerformantInstrumentation {

        @Override
        public InstrumentationContext<Object> beginFieldExecution(
                InstrumentationFieldParameters parameters, InstrumentationState state) {
            asked.add("execution of " + parameters.getField().getName());
            return SimpleInstrumentationContext.noOp();
        }

        @Override
        public FieldFetchingInstrumentationContext beginFieldFetching(
                InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
            asked.add("fetching of " + parameters.getField().getName());
            return FieldFetchingInstrumentationContext.NOOP;
        }

        @Override
        public DataFetcher<?> instrumentDataFetcher(
                DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
            asked.add("fetcher of " + parameters.getField().getName());
            return fetcher;
        }
    }
}
