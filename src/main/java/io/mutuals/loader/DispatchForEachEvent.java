package io.mutuals.loader;

import graphql.execution.DataLoaderDispatchStrategy;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.incremental.AlternativeCallContext;
import graphql.execution.instrumentation.dataloader.PerLevelDataLoaderDispatchStrategy;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.function.Supplier;

/**
 * Data loader dispatch strategy for subscriptions that counts the fields of each event separately. graphql-java's own
 * strategy, to which it delegates, retains the counters of every event for as long as the subscription runs.
 *
 * <p>Correct only because the events of a subscription are requested one at a time.
 */
@SuppressWarnings("NullAway") // arguments are passed through
final class DispatchForEachEvent implements DataLoaderDispatchStrategy {

    private final ExecutionContext context;
    private volatile DataLoaderDispatchStrategy event;

    DispatchForEachEvent(ExecutionContext context) {
        this.context = context;
        this.event = new PerLevelDataLoaderDispatchStrategy(context);
    }

    @Override
    public void newSubscriptionExecution(AlternativeCallContext call) {
        event = new PerLevelDataLoaderDispatchStrategy(context);
        event.newSubscriptionExecution(call);
    }

    @Override
    public void subscriptionEventCompletionDone(AlternativeCallContext call) {
        event.subscriptionEventCompletionDone(call);
    }

    @Override
    public void executionStrategy(ExecutionContext running, ExecutionStrategyParameters parameters, int fields) {
        event.executionStrategy(running, parameters, fields);
    }

    @Override
    public void executionSerialStrategy(ExecutionContext running, ExecutionStrategyParameters parameters) {
        event.executionSerialStrategy(running, parameters);
    }

    @Override
    public void executionStrategyOnFieldValuesInfo(
            List<FieldValueInfo> values, ExecutionStrategyParameters parameters) {
        event.executionStrategyOnFieldValuesInfo(values, parameters);
    }

    @Override
    public void executionStrategyOnFieldValuesException(Throwable thrown, ExecutionStrategyParameters parameters) {
        event.executionStrategyOnFieldValuesException(thrown, parameters);
    }

    @Override
    public void executeObject(ExecutionContext running, ExecutionStrategyParameters parameters, int fields) {
        event.executeObject(running, parameters, fields);
    }

    @Override
    public void executeObjectOnFieldValuesInfo(List<FieldValueInfo> values, ExecutionStrategyParameters parameters) {
        event.executeObjectOnFieldValuesInfo(values, parameters);
    }

    @Override
    public void executeObjectOnFieldValuesException(Throwable thrown, ExecutionStrategyParameters parameters) {
        event.executeObjectOnFieldValuesException(thrown, parameters);
    }

    @Override
    public void deferredOnFieldValue(
            String key, FieldValueInfo value, Throwable thrown, ExecutionStrategyParameters parameters) {
        event.deferredOnFieldValue(key, value, thrown, parameters);
    }

    @Override
    public void fieldFetched(
            ExecutionContext running,
            ExecutionStrategyParameters parameters,
            DataFetcher<?> fetcher,
            Object fetched,
            Supplier<DataFetchingEnvironment> environment) {
        event.fieldFetched(running, parameters, fetcher, fetched, environment);
    }

    @Override
    public void finishedFetching(ExecutionContext running, ExecutionStrategyParameters parameters) {
        event.finishedFetching(running, parameters);
    }

    @Override
    public void deferFieldFetched(ExecutionStrategyParameters parameters) {
        event.deferFieldFetched(parameters);
    }

    @Override
    public void startComplete(ExecutionStrategyParameters parameters) {
        event.startComplete(parameters);
    }

    @Override
    public void stopComplete(ExecutionStrategyParameters parameters) {
        event.stopComplete(parameters);
    }
}
