package io.mutuals.loader;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.ExecutionStrategyInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionStrategyParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.OperationDefinition.Operation;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets what a mutation returns, and every event of a subscription, be read anew: loaders keep what they loaded for as long as the
 * request runs, but the mutation fields of one request run one after the other, each changing what those before it have read, and a
 * subscription runs for hours.
 */
@Component
class FreshLoaders extends SimplePerformantInstrumentation {

    @Override
    public @Nullable ExecutionStrategyInstrumentationContext beginExecutionStrategy(
            InstrumentationExecutionStrategyParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        if (is(Operation.SUBSCRIPTION, context)) {
            context.setDataLoaderDispatcherStrategy(new DispatchForEachEvent(context));
        }
        return ExecutionStrategyInstrumentationContext.NOOP;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        forget(parameters.getExecutionContext());
        return SimpleInstrumentationContext.noOp();
    }

    @Override
    public @Nullable InstrumentationContext<Object> beginFieldExecution(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        if (is(Operation.MUTATION, parameters.getExecutionContext())
                && parameters.getExecutionStepInfo().getPath().getLevel() == 1) {
            forget(parameters.getExecutionContext());
        }
        return SimpleInstrumentationContext.noOp();
    }

    private static boolean is(Operation operation, ExecutionContext context) {
        return context.getOperationDefinition().getOperation() == operation;
    }

    private static void forget(ExecutionContext context) {
        context.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
    }
}
