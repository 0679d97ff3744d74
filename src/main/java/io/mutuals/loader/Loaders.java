package io.mutuals.loader;

import graphql.GraphQLContext;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.memory.Entries;
import io.mutuals.memory.Fences;
import io.mutuals.memory.Memory;
import io.mutuals.memory.MemoryProperties;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import io.mutuals.proof.RequestMeter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.Try;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Registry in which controllers register their loaders at startup. Each use of one is observed. */
@Component
public class Loaders {

    private final LoaderProperties properties;
    private final MeterRegistry metrics;
    private final ObservationRegistry observations;
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Memory memory;
    private final Fences fences;
    private final MemoryProperties memoryProperties;
    private final Map<Entries<?>, Coalescer<Long, Long>> readers = new ConcurrentHashMap<>();

    /** Read in the background. Not shared with requests, which would wait for what is read there. */
    private final Map<Entries<?>, Coalescer<Long, Long>> fillers = new ConcurrentHashMap<>();

    private final Fillings fillings;
    private final Executor executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("loader-", 0).factory());

    /** Propagates only the trace: a batch serves several viewers, so no security context may reach it. */
    private final ContextSnapshotFactory traces = ContextSnapshotFactory.builder()
            .captureKeyPredicate(ObservationThreadLocalAccessor.KEY::equals)
            .build();

    Loaders(
            LoaderProperties properties,
            MeterRegistry metrics,
            ObservationRegistry observations,
            Memory memory,
            Fences fences,
            MemoryProperties memoryProperties) {
        this.properties = properties;
        this.metrics = metrics;
        this.observations = observations;
        this.memory = memory;
        this.fences = fences;
        this.memoryProperties = memoryProperties;
        this.fillings = new Fillings(metrics);
    }

    /**
     * Registers a batch as data loader.
     *
     * @param name unique name in lower camel case, such as {@code friends}; appears in {@code extensions.proof}
     */
    public <K extends Record, V> Loader<K, V> register(String name, KeyedBatch<K, V> batch) {
        Coalescer<K, V> coalescer = coalescer(name, batch);
        return register(name, (keys, fence, meter, trace) -> coalescer.load(keys, meter, trace.get()));
    }

    /**
     * Registers a batch as data loader whose keys are answered from memory where possible. While memory is switched
     * off, the same as {@link #register(String, KeyedBatch)}.
     *
     * @param name unique name in lower camel case
     * @param batch answers the keys that memory cannot answer
     * @param answer gives the same values from memory
     */
    public <K extends Record, V> Loader<K, V> register(String name, KeyedBatch<K, V> batch, MemoryAnswer<K, V> answer) {
        if (!memoryProperties.enabled()) {
            return register(name, batch);
        }
        return register(name, memoryFirst(coalescer(name, batch), answer)::load);
    }

    /**
     * Registers a batch as data loader whose keys are answered from memory in queries. Mutations and streams show what
     * has just been changed, which memory therefore lacks: their keys are answered by the batch at once. While memory
     * is switched off, the same as {@link #register(String, KeyedBatch)}.
     *
     * @param name unique name in lower camel case
     * @param batch answers the keys that memory cannot answer
     * @param answer gives the same values from memory
     */
    public <K extends Record, V> Loader<K, V> registerForQueries(
            String name, KeyedBatch<K, V> batch, MemoryAnswer<K, V> answer) {
        if (!memoryProperties.enabled()) {
            return register(name, batch);
        }
        Coalescer<K, V> statements = coalescer(name, batch);
        MemoryFirst<K, V> memoryFirst = memoryFirst(statements, answer);
        return register(
                name,
                (keys, fence, meter, trace) -> fence.isOfQuery()
                        ? memoryFirst.load(keys, fence, meter, trace)
                        : statements.load(keys, meter, trace.get()));
    }

    /**
     * Registers a data loader whose values need more than entries in memory. The fence of a request is passed while its
     * keys are prepared. While memory is switched off, both steps are one batch.
     *
     * @param name unique name in lower camel case
     * @param steps what is done in each step
     */
    public <K extends Record, P, T, V> Loader<K, V> register(String name, TwoSteps<K, P, T, V> steps) {
        if (!memoryProperties.enabled()) {
            return register(name, steps::both);
        }
        Coalescer<K, P> preparing = coalescer(name, steps::prepare);
        MemoryFirst<T, V> tasks = memoryFirst(coalescer(name + ".tasks", steps::perform), steps::answer);
        return register(name, (keys, fence, meter, trace) -> {
            var _ = fence.current(() -> fences.next(meter));
            ContextSnapshot here = trace.get();
            CompletableFuture<Map<K, P>> prepared = preparing.load(keys, meter, here);
            return prepared.handleAsync(
                    (done, failure) ->
                            performed(steps, prepared, tasksOf -> tasks.load(tasksOf, fence, meter, () -> here)),
                    executor);
        });
    }

    /** Performs the second step of the keys that the first one did not fail for. Waits for it. */
    private static <K, P, T, V> Map<K, V> performed(
            TwoSteps<K, P, T, V> steps,
            CompletableFuture<Map<K, P>> prepared,
            Function<Set<T>, CompletableFuture<Map<T, V>>> perform) {
        Outcome<K, P> first = new Outcome<>();
        first.add(prepared);
        first.throwIfAllFailed();
        Map<T, K> keysByTask = steps.tasks(first.values());
        Outcome<T, V> second = new Outcome<>();
        if (!keysByTask.isEmpty()) {
            second.add(perform.apply(keysByTask.keySet()));
        }
        second.throwIfAllFailed();
        Outcome<K, V> outcome = new Outcome<>();
        outcome.add(TwoSteps.byKey(second.values(), keysByTask));
        outcome.failures().putAll(first.failures());
        outcome.failures().putAll(TwoSteps.byKey(second.failures(), keysByTask));
        return outcome.valuesOrThrow();
    }

    private <K, V> MemoryFirst<K, V> memoryFirst(Coalescer<K, V> statements, MemoryAnswer<K, V> answer) {
        Filling<K> filling =
                new Filling<>(answer, kind -> registered(fillers, kind), traces::captureAll, fillings, executor);
        return new MemoryFirst<>(
                answer,
                statements,
                filling,
                kind -> registered(readers, kind),
                memoryProperties.maxMissing(),
                fences,
                executor);
    }

    private <K extends Record, V> Loader<K, V> register(String name, Source<K, V> source) {
        if (!names.add(name)) {
            throw new IllegalStateException("Two loaders are named " + name);
        }
        DataLoaderOptions options = DataLoaderOptions.newOptions()
                .setMaxBatchSize(properties.maxBatch())
                .build();
        return new Loader<>(
                name,
                request -> DataLoaderFactory.newMappedDataLoader(
                        name, (keys, environment) -> ask(name, source, keys, request), options),
                keys -> source.load(keys, RequestFence.outsideOfQueries(), Meters.current(), traces::captureAll)
                        .join());
    }

    /**
     * Registers entries to be held in memory.
     *
     * @param kind the kind of fact by which the change log names them, in lower camel case
     * @param weight returns the approximate heap that a value takes, in bytes
     * @param batch reads the values by id; those without a value are not held
     */
    public <E> Entries<E> entries(String kind, ToIntFunction<E> weight, KeyedBatch<Long, E> batch) {
        Entries<E> entries = memory.entries(kind, weight);
        return readBy(ids -> entries.read(ids, batch::load), entries);
    }

    /**
     * Registers entries of which memory does not hold all, such as lists up to some length.
     *
     * @param kind the kind of fact by which the change log names them, in lower camel case
     * @param weight returns the approximate heap that a value takes, in bytes
     * @param batch reads the values by id, empty for one that is not held; what needs it is left to its statement
     */
    public <E> Entries<E> boundedEntries(String kind, ToIntFunction<E> weight, KeyedBatch<Long, Optional<E>> batch) {
        Entries<E> entries = memory.entries(kind, weight);
        return readBy(ids -> entries.readBounded(ids, batch::load), entries);
    }

    /**
     * Registers entries of which memory does not hold all, and which the change log names by another kind of fact:
     * they change only when that does.
     *
     * @param kind the kind of these entries, in lower camel case
     * @param namedBy the kind of fact by which the change log names them
     * @param weight returns the approximate heap that a value takes, in bytes
     * @param batch reads the values by id, empty for one that is not held; what needs it is left to its statement
     */
    public <E> Entries<E> boundedEntries(
            String kind, String namedBy, ToIntFunction<E> weight, KeyedBatch<Long, Optional<E>> batch) {
        Entries<E> entries = memory.entries(kind, namedBy, weight);
        return readBy(ids -> entries.readBounded(ids, batch::load), entries);
    }

    private <E> Entries<E> readBy(Consumer<Set<Long>> read, Entries<E> entries) {
        readers.put(entries, coalescer("memory." + entries.kind(), ids -> {
            read.accept(ids);
            return Map.of();
        }));
        fillers.put(entries, coalescer("filling." + entries.kind(), ids -> {
            Set<Long> missing = entries.missing(ids);
            if (!missing.isEmpty()) {
                read.accept(missing);
            }
            return Map.of();
        }));
        return entries;
    }

    private static Coalescer<Long, Long> registered(
            Map<Entries<?>, Coalescer<Long, Long>> coalescers, Entries<?> entries) {
        return Objects.requireNonNull(
                coalescers.get(entries), () -> "No reader of " + entries.kind() + " is registered");
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
            String name, Source<K, V> source, Set<K> keys, GraphQLContext context) {
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
        CompletableFuture<Map<K, V>> answer =
                source.load(keys, fence(context), meter, () -> traces.captureFrom(context));
        return answer.whenComplete((found, failure) -> {
                    if (failure != null) {
                        observation.error(failure);
                    }
                    observation.stop();
                })
                .exceptionally(
                        failure -> Outcome.cause(failure) instanceof FailedKeys some ? byKey(some) : rethrow(failure));
    }

    /**
     * Returns the values of some keys, and the failures of the others in the form in which a data loader takes them.
     */
    @SuppressWarnings("unchecked") // a data loader fails the key of a value that is a failed Try
    private static <K, V> Map<K, V> byKey(FailedKeys some) {
        Map<K, Object> all = new HashMap<>((Map<K, V>) some.values());
        ((Map<K, Throwable>) some.failures()).forEach((key, failure) -> all.put(key, Try.failed(failure)));
        return (Map<K, V>) all;
    }

    private static <K, V> Map<K, V> rethrow(Throwable failure) {
        throw failure instanceof CompletionException told ? told : new CompletionException(failure);
    }

    /** Returns the fence that a query shares; outside of queries a new one, because writes may have come between. */
    private static RequestFence fence(GraphQLContext context) {
        if (context.hasKey(StatementsOnly.class)) {
            return RequestFence.closed();
        }
        @Nullable RequestFence shared = context.get(RequestFence.class);
        return shared == null ? RequestFence.outsideOfQueries() : shared;
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

    /** Loads the keys of a batch: by a statement, or from memory. */
    @FunctionalInterface
    private interface Source<K, V> {

        /**
         * Starts to load {@code keys}.
         *
         * @param fence the fence of the request
         * @param meter billed for the statements
         * @param trace captures the trace to run statements under; called only by the calling thread
         * @return values by key; keys without a value are absent
         */
        CompletableFuture<Map<K, V>> load(
                Set<K> keys, RequestFence fence, Meter meter, Supplier<ContextSnapshot> trace);
    }
}
