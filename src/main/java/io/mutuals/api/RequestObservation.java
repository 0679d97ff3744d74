package io.mutuals.api;

import graphql.ExecutionInput;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.graphql.observation.GraphQlObservationInstrumentation;

/**
 * Observes requests, and no fields: a page of 5,000 items has as many of them, which would drown its trace. Loaders
 * observe themselves. Spring's instrumentation would wrap the fetcher and the environment of every field, and copy
 * every data loader for each request, even where the observation is then discarded.
 */
final class RequestObservation extends GraphQlObservationInstrumentation {

    RequestObservation(ObservationRegistry observations, OutcomeConvention outcomes) {
        super(observations, outcomes, null, null);
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return input;
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        return fetcher;
    }
}
