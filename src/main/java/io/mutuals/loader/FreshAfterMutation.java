package io.mutuals.loader;

import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.language.OperationDefinition;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets what a mutation returns be read anew: loaders keep what they loaded for as long as the request runs, but the mutation fields
 * of one request run one after the other, and each changes what those before it have read.
 */
@Component
class FreshAfterMutation extends SimplePerformantInstrumentation {

    @Override
    public @Nullable InstrumentationContext<Object> beginFieldExecution(
            InstrumentationFieldParameters parameters, InstrumentationState state) {
        boolean mutation =
                parameters.getExecutionContext().getOperationDefinition().getOperation()
                        == OperationDefinition.Operation.MUTATION;
        if (!mutation || parameters.getExecutionStepInfo().getPath().getLevel() != 1) {
            return SimpleInstrumentationContext.noOp();
        }
        parameters
                .getExecutionContext()
                .getDataLoaderRegistry()
                .getDataLoaders()
                .forEach(DataLoader::clearAll);
        return SimpleInstrumentationContext.noOp();
    }
}
