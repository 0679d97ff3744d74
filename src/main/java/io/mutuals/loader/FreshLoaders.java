package io.mutuals.loader;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.ExecutionStrategyInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionStrategyParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.OperationDefinition.Operation;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Gives each request a registry, in which {@link Loader} opens the data loaders that its fields use, and clears them
 * before each mutation field and each subscription event. Loaders cache for the lifetime of a request, but mutation
 * fields run one after the other and may change what earlier ones have read, and a subscription runs for hours. For the
 * same reason only the loaders of a query share a fence.
 */
@Component
class FreshLoaders extends SimplePerformantInstrumentation {

    private final FenceForecast fences;

    FreshLoaders(FenceForecast fences) {
        this.fences = fences;
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        RequestFence begun = fences.begin(input);
        if (begun != null) {
            input.getGraphQLContext().put(RequestFence.class, begun);
        }
        return input.transform(builder -> builder.dataLoaderRegistry(new DataLoaderRegistry()));
    }

    @Override
    public @Nullable ExecutionStrategyInstrumentationContext beginExecutionStrategy(
            InstrumentationExecutionStrategyParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        if (is(Operation.SUBSCRIPTION, context)) {
            context.setDataLoaderDispatcherStrategy(new DispatchForEachEvent(context));
        } else if (is(Operation.QUERY, context) && !context.getGraphQLContext().hasKey(RequestFence.class)) {
            context.getGraphQLContext().put(RequestFence.class, fences.observed(context.getExecutionInput()));
        }
        return ExecutionStrategyInstrumentationContext.NOOP;
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginSubscribedFieldEvent(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        clearLoaders(parameters.getExecutionContext());
        return SimpleInstrumentationContext.noOp();
    }

    @Override
    public @Nullable InstrumentationContext<Object> beginFieldExecution(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        if (is(Operation.MUTATION, parameters.getExecutionContext())
                && parameters.getExecutionStepInfo().getPath().getLevel() == 1) {
            clearLoaders(parameters.getExecutionContext());
        }
        return SimpleInstrumentationContext.noOp();
    }

    private static boolean is(Operation operation, ExecutionContext context) {
        return context.getOperationDefinition().getOperation() == operation;
    }

    private static void clearLoaders(ExecutionContext context) {
        context.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
    }
}
