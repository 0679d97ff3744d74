package io.mutuals.api;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.instrumentation.FieldFetchingInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells which mutations had run where an error took all data of an answer away, as {@code extensions.ran} of its errors: payloads are
 * never null, so the error of one mutation, or of a field of its payload, hides what those before it did.
 */
@Component
class RanMutations extends SimplePerformantInstrumentation {

    @Override
    public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        return new Ran();
    }

    @Override
    public @Nullable FieldFetchingInstrumentationContext beginFieldFetching(
            InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        if (parameters.getExecutionContext().getOperationDefinition().getOperation() != Operation.MUTATION) {
            return FieldFetchingInstrumentationContext.NOOP;
        }
        DataFetchingEnvironment environment = parameters.getEnvironment();
        if (environment.getExecutionStepInfo().getPath().getLevel() != 1) {
            return FieldFetchingInstrumentationContext.NOOP;
        }
        return new Watch((Ran) state, environment.getField().getResultKey());
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        List<String> ran = List.copyOf(((Ran) state).keys);
        if (ran.isEmpty() || result.getData() != null) {
            return CompletableFuture.completedFuture(result);
        }
        List<GraphQLError> told =
                result.getErrors().stream().map(error -> with(error, ran)).toList();
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(told)));
    }

    private static GraphQLError with(GraphQLError error, List<String> ran) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        if (error.getExtensions() != null) {
            extensions.putAll(error.getExtensions());
        }
        extensions.put("ran", ran);
        GraphqlErrorBuilder<?> builder = GraphqlErrorBuilder.newError()
                .message("%s", error.getMessage())
                .errorType(error.getErrorType())
                .extensions(extensions);
        if (error.getLocations() != null) {
            builder.locations(error.getLocations());
        }
        return error.getPath() == null
                ? builder.build()
                : builder.path(error.getPath()).build();
    }

    /** The names in the answer of the mutations of one execution that have run, in order. */
    private static final class Ran implements InstrumentationState {

        private final List<String> keys = new CopyOnWriteArrayList<>();
    }

    /** Waits for one mutation. */
    private record Watch(Ran ran, String key) implements FieldFetchingInstrumentationContext {

        @Override
        public void onDispatched() {
            // What counts is that it ends.
        }

        @Override
        public void onCompleted(@Nullable Object payload, @Nullable Throwable thrown) {
            if (thrown == null) {
                ran.keys.add(key);
            }
        }
    }
}
