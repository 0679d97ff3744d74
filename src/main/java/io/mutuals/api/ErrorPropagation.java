package io.mutuals.api;

import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes the engine treat errors as the request chose: it does not propagate them under {@link ErrorBehavior#NULL}, and
 * under {@link ErrorBehavior#HALT} it fetches no more fields once there is one. {@link AnswerErrors} then removes what
 * had been fetched.
 */
@Component
class ErrorPropagation extends SimplePerformantInstrumentation {

    @Override
    public ExecutionContext instrumentExecutionContext(
            ExecutionContext context, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return chosen(context) == ErrorBehavior.NULL
                // The engine's own name of the switch.
                ? context.transform(builder -> builder.propagapropagateErrorsOnNonNullContractFailureeErrors(false))
                : context;
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        if (chosen(context) != ErrorBehavior.HALT) {
            return fetcher;
        }
        return environment -> {
            if (!context.getErrors().isEmpty()) {
                throw new RequestException(ErrorCode.ERRORS_OMITTED, "An earlier error halts the execution.");
            }
            return fetcher.get(environment);
        };
    }

    private static @Nullable ErrorBehavior chosen(ExecutionContext context) {
        return context.getGraphQLContext().get(ErrorBehavior.class);
    }
}
