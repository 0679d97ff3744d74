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
 * Lists the mutations that had run in {@code extensions.ran} when an error removed the payload of one of them: when the
 * client asked to {@linkplain ErrorBehavior#HALT halt} at the first error, or when a field of its payload failed that
 * is never null.
 */
@Component
class CompletedMutations extends SimplePerformantInstrumentation {

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
        return new Completion((Ran) state, environment.getField().getResultKey());
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        List<String> ran = List.copyOf(((Ran) state).keys);
        if (ran.isEmpty() || result.getErrors().isEmpty() || !isOneLost(ran, result, parameters)) {
            return CompletableFuture.completedFuture(result);
        }
        List<GraphQLError> extended =
                result.getErrors().stream().map(error -> with(error, ran)).toList();
        return CompletableFuture.completedFuture(result.transform(builder -> builder.errors(extended)));
    }

    private static boolean isOneLost(
            List<String> ran, ExecutionResult result, InstrumentationExecutionParameters parameters) {
        return parameters.getGraphQLContext().get(ErrorBehavior.class) == ErrorBehavior.HALT
                || !(result.getData() instanceof Map<?, ?> data)
                || ran.stream().anyMatch(key -> data.get(key) == null);
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

    /** The result keys of the mutations that have run in one execution, in order. */
    private static final class Ran implements InstrumentationState {

        private final List<String> keys = new CopyOnWriteArrayList<>();
    }

    /** Notes the completion of one mutation. */
    private record Completion(Ran ran, String key) implements FieldFetchingInstrumentationContext {

        @Override
        public void onDispatched() {
            // Only completion counts.
        }

        @Override
        public void onCompleted(@Nullable Object payload, @Nullable Throwable thrown) {
            if (thrown == null) {
                ran.keys.add(key);
            }
        }
    }
}
