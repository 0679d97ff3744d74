package io.mutuals.loader;

import graphql.GraphQLContext;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import io.mutuals.proof.RequestMeter;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registry in which controllers register their loaders at startup. Each use of one is observed. */
@Component
public class Loaders {

    private final LoaderProperties properties;
    private final MeterRegistry metrics;
    private final ObservationRegistry observations;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Executor executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("loader-", 0).factory());

    /** Propagates only the trace: a batch serves several viewers, so no security context may reach it. */
    private final ContextSnapshotFactory traces = ContextSnapshotFactory.builder()
            .captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
            .build();

    Loaders(LoaderProperties properties, MeterRegistry metrics, ObservationRegistry observations) {
        this.properties = properties;
        this.metrics = metrics;
        this.observations = observations;
    }

    /**
     * Registers a batch as data loader.
     *
     * @param name unique name in lower camel case, such as {@code friends}; appears in {@code extensions.proof}
     */
    public <K extends Record, V> Loader<K, V> register(String name, KeyedBatch<K, V> batch) {
        if (!names.add(name)) {
            throw new IllegalStateException("Two loaders are named " + name);
        }
        Coalescer<K, V> coalescer = coalescer(name, batch);
        DataLoaderOptions options = DataLoaderOptions.newOptions()
                .setMaxBatchSize(properties.maxBatch())
                .build();
        return new Loader<>(
                name,
                request -> DataLoaderFactory.newMappedDataLoader(
                        name, (keys, environment) -> ask(name, coalescer, keys, request), options),
                keys -> coalescer
                        .load(keys, Meters.current(), traces.captureAll())
                        .join());
    }

    /**
     * Creates a blocking loader for streams.
     *
     * @param name unique name in lower camel case
     */
    public <K extends Record, V> BlockingLoader<K, V> coalesced(String name, KeyedBatch<K, V> batch) {
        return new BlockingLoader<>(coalescer(name, batch), traces);
    }

    private <K, V> Coalescer<K, V> coalescer(String name, KeyedBatch<K, V> batch) {
        return new Coalescer<>(
                batch,
                properties.coalesce() ? properties.maxInFlight() : Integer.MAX_VALUE,
                properties.maxBatch(),
                executor,
                recordingListener(name));
    }

    private <K, V> CompletableFuture<Map<K, V>> ask(
            String name, Coalescer<K, V> coalescer, Set<K> keys, GraphQLContext context) {
        @Nullable RequestMeter request = context.get(RequestMeter.class);
        Meter meter = request == null ? Meters.current() : request;
        if (request != null) {
            request.batch(name, keys.size());
        }
        Observation observation = Observation.createNotStarted("graphql.dataloader", observations)
                .contextualName("loader " + name)
                .lowCardinalityKeyValue("graphql.loader.name", name)
                .parentObservation(context.get(ObservationThreadLocalAccessor.KEY))
                .start();
        CompletableFuture<Map<K, V>> answer = coalescer.load(keys, meter, traces.captureFrom(context));
        return answer.whenComplete((found, failure) -> {
            if (failure != null) {
                observation.error(failure);
            }
            observation.stop();
        });
    }

    private Coalescer.Listener recordingListener(String name) {
        DistributionSummary keysPerStatement = DistributionSummary.builder("mutuals.loader.keys")
                .description("Keys answered by one call of a loader")
                .tag("loader", name)
                .register(metrics);
        DistributionSummary asksPerStatement = DistributionSummary.builder("mutuals.loader.requests")
                .description("Requests that shared one call of a loader")
                .tag("loader", name)
                .register(metrics);
        return (asks, keys) -> {
            keysPerStatement.record(keys);
            asksPerStatement.record(asks);
        };
    }
}
