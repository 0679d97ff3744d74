package io.mutuals.api;

import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.execution.instrumentation.ExecuteObjectInstrumentationContext;
import graphql.execution.instrumentation.FieldFetchingInstrumentationContext;
import graphql.execution.instrumentation.Instrumentation;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionStrategyParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldCompleteParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All instrumentations, asked only where one has something to do. The engine asks several times for each field of each
 * object, and {@link ChainedInstrumentation} then asks every one and builds a list of their answers.
 *
 * <p>No instrumentation is asked about the completion of fields, lists and objects, nor, in a query, about the
 * execution and fetching of its fields; and none may replace a fetcher that only reads a property. The constructor
 * refuses an instrumentation that would miss being asked about completion.
 */
final class LeanInstrumentation extends ChainedInstrumentation {

    private static final Class<?>[] COMPLETION = {
        InstrumentationFieldCompleteParameters.class, InstrumentationState.class
    };

    /** @throws IllegalArgumentException if one of {@code all} would not be asked what it has an answer for */
    LeanInstrumentation(List<Instrumentation> all) {
        super(all);
        for (Instrumentation one : all) {
            if (!supports(one)) {
                throw new IllegalArgumentException(
                        one.getClass() + " completes fields or objects, about which no instrumentation is asked");
            }
        }
    }

    /** Returns whether an instrumentation leaves the completion of fields, lists and objects alone. */
    static boolean supports(Instrumentation one) {
        return !overrides(one, "beginFieldCompletion", COMPLETION)
                && !overrides(one, "beginFieldListCompletion", COMPLETION)
                && !overrides(
                        one,
                        "beginExecuteObject",
                        InstrumentationExecutionStrategyParameters.class,
                        InstrumentationState.class);
    }

    private static boolean overrides(Instrumentation one, String method, Class<?>... parameters) {
        try {
            return !one.getClass()
                    .getMethod(method, parameters)
                    .getDeclaringClass()
                    .getPackageName()
                    .equals(Instrumentation.class.getPackageName());
        } catch (NoSuchMethodException changed) {
            throw new IllegalStateException("The engine has no longer a method " + method, changed);
        }
    }

    private static boolean isQuery(ExecutionContext context) {
        return context.getOperationDefinition().getOperation() == Operation.QUERY;
    }

    @Override
    public @Nullable InstrumentationContext<Object> beginFieldExecution(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        return isQuery(parameters.getExecutionContext())
                ? SimpleInstrumentationContext.noOp()
                : super.beginFieldExecution(parameters, state);
    }

    @Override
    public @Nullable FieldFetchingInstrumentationContext beginFieldFetching(
            InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        return isQuery(parameters.getExecutionContext())
                ? FieldFetchingInstrumentationContext.NOOP
                : super.beginFieldFetching(parameters, state);
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        return parameters.isTrivialDataFetcher() ? fetcher : super.instrumentDataFetcher(fetcher, parameters, state);
    }

    @Override
    public @Nullable InstrumentationContext<Object> beginFieldCompletion(
            InstrumentationFieldCompleteParameters parameters, InstrumentationState state) {
        return SimpleInstrumentationContext.noOp();
    }

    @Override
    public @Nullable InstrumentationContext<Object> beginFieldListCompletion(
            InstrumentationFieldCompleteParameters parameters, InstrumentationState state) {
        return SimpleInstrumentationContext.noOp();
    }

    @Override
    public @Nullable ExecuteObjectInstrumentationContext beginExecuteObject(
            InstrumentationExecutionStrategyParameters parameters, InstrumentationState state) {
        return ExecuteObjectInstrumentationContext.NOOP;
    }
}
