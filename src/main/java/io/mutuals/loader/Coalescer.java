package io.mutuals.loader;

import io.micrometer.context.ContextSnapshot;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Coalesces keys of concurrent requests: keys that arrive while a statement is running are sent together in the next
 * one.
 *
 * <p>When no statement is running, keys are sent at once, so coalescing adds no latency to an idle server. A key never
 * joins a statement that has already started, so a value always reflects what its request wrote before. Equal keys
 * waiting together are loaded once. The keys of one request stay together unless they exceed the maximum batch. If a
 * statement fails because Neo4j is not available in time, all requests sharing it fail. If it fails for any other
 * reason, each request is tried alone, and then its keys in halves, so that a key that no statement can take fails by
 * itself. Thread-safe.
 */
final class Coalescer<K, V> {

    /** The number of statements that are tried at most to find the keys of a request that fail. */
    private static final int MAX_TRIES = 32;

    private final KeyedBatch<K, V> batch;
    private final int maxInFlight;
    private final int maxBatch;
    private final Executor executor;
    private final Listener listener;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Ask<K, V>> waiting = new ArrayDeque<>();
    private int inFlight;

    /**
     * @param batch loads the values
     * @param maxInFlight maximum number of concurrent statements, at least 1
     * @param maxBatch maximum number of keys in a statement, at least 1
     * @param executor runs the statements
     * @param listener notified after each statement
     */
    Coalescer(KeyedBatch<K, V> batch, int maxInFlight, int maxBatch, Executor executor, Listener listener) {
        this.batch = batch;
        this.maxInFlight = maxInFlight;
        this.maxBatch = maxBatch;
        this.executor = executor;
        this.listener = listener;
    }

    /**
     * Loads {@code keys}. The cost is billed to {@code meter} and the statement traced under {@code trace}.
     *
     * @return values by key; keys without a value are absent; {@link FailedKeys} if only some keys failed
     */
    CompletableFuture<Map<K, V>> load(Set<K> keys, Meter meter, ContextSnapshot trace) {
        if (keys.size() <= maxBatch) {
            return enqueue(Set.copyOf(keys), meter, trace);
        }
        List<CompletableFuture<Map<K, V>>> parts = new ArrayList<>();
        List<K> all = List.copyOf(keys);
        for (int from = 0; from < all.size(); from += maxBatch) {
            Set<K> part = Set.copyOf(all.subList(from, Math.min(all.size(), from + maxBatch)));
            parts.add(enqueue(part, meter, trace));
        }
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).handle((done, failure) -> {
            Outcome<K, V> outcome = new Outcome<>();
            parts.forEach(part -> outcome.add(part));
            return outcome.valuesOrThrow();
        });
    }

    private CompletableFuture<Map<K, V>> enqueue(Set<K> keys, Meter meter, ContextSnapshot trace) {
        Ask<K, V> ask = new Ask<>(keys, meter, trace, new CompletableFuture<>());
        List<Ask<K, V>> ready;
        lock.lock();
        try {
            waiting.add(ask);
            ready = takeIfFree();
        } finally {
            lock.unlock();
        }
        start(ready);
        return ask.answer();
    }

    private List<Ask<K, V>> takeIfFree() {
        if (inFlight >= maxInFlight || waiting.isEmpty()) {
            return List.of();
        }
        inFlight++;
        List<Ask<K, V>> taken = new ArrayList<>();
        Set<K> keys = new HashSet<>();
        while (!waiting.isEmpty()) {
            Ask<K, V> next = waiting.element();
            Set<K> together = new HashSet<>(keys);
            together.addAll(next.keys());
            if (together.size() > maxBatch && !taken.isEmpty()) {
                break;
            }
            keys = together;
            taken.add(waiting.remove());
        }
        return taken;
    }

    private void start(List<Ask<K, V>> asks) {
        if (!asks.isEmpty()) {
            executor.execute(() -> run(asks));
        }
    }

    private void run(List<Ask<K, V>> asks) {
        try {
            answer(asks);
        } finally {
            finish();
        }
    }

    private void answer(List<Ask<K, V>> asks) {
        Set<K> keys = new LinkedHashSet<>();
        asks.forEach(ask -> keys.addAll(ask.keys()));
        Map<K, V> found = new HashMap<>();
        Throwable failure = load(asks, keys, found);
        if (failure == null) {
            asks.forEach(ask -> ask.answer().complete(select(found, ask.keys())));
        } else if (isOfAll(failure) || keys.size() == 1) {
            asks.forEach(ask -> ask.answer().completeExceptionally(failure));
        } else if (asks.size() > 1) {
            asks.forEach(ask -> answer(List.of(ask)));
        } else {
            answerInHalves(asks.getFirst(), failure);
        }
    }

    private @Nullable Throwable load(List<Ask<K, V>> asks, Set<K> keys, Map<K, V> found) {
        List<Meter> meters = asks.stream().map(Ask::meter).distinct().toList();
        Throwable failure = null;
        try (ContextSnapshot.Scope _ = asks.getFirst().trace().setThreadLocals()) {
            Meters.bill(Meter.all(meters), () -> found.putAll(batch.load(keys)));
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        listener.ran(asks.size(), keys.size());
        return failure;
    }

    private static boolean isOfAll(Throwable failure) {
        return failure instanceof RequestException || failure instanceof Error;
    }

    private void answerInHalves(Ask<K, V> ask, Throwable failure) {
        Outcome<K, V> outcome = new Outcome<>();
        Queue<Failed<K>> failed = new ArrayDeque<>();
        failed.add(new Failed<>(List.copyOf(ask.keys()), failure));
        int tries = 0;
        while (!failed.isEmpty()) {
            Failed<K> part = failed.remove();
            if (part.keys().size() == 1 || tries >= MAX_TRIES || isOfAll(part.failure())) {
                outcome.fail(part.keys(), part.failure());
                continue;
            }
            for (List<K> half : part.halves()) {
                Map<K, V> found = new HashMap<>();
                Throwable again = load(List.of(ask), new LinkedHashSet<>(half), found);
                tries++;
                if (again == null) {
                    outcome.add(found);
                } else {
                    failed.add(new Failed<>(half, again));
                }
            }
        }
        outcome.complete(ask.answer());
    }

    private static <K, V> Map<K, V> select(Map<K, V> values, Set<K> keys) {
        Map<K, V> selected = HashMap.newHashMap(keys.size());
        for (K key : keys) {
            V value = values.get(key);
            if (value != null) {
                selected.put(key, value);
            }
        }
        return selected;
    }

    private void finish() {
        List<Ask<K, V>> next;
        lock.lock();
        try {
            inFlight--;
            next = takeIfFree();
        } finally {
            lock.unlock();
        }
        start(next);
    }

    private record Ask<K, V>(Set<K> keys, Meter meter, ContextSnapshot trace, CompletableFuture<Map<K, V>> answer) {}

    /** Keys that failed together. */
    private record Failed<K>(List<K> keys, Throwable failure) {

        List<List<K>> halves() {
            int middle = keys.size() / 2;
            return List.of(keys.subList(0, middle), keys.subList(middle, keys.size()));
        }
    }

    /** Listener for completed statements. */
    @FunctionalInterface
    interface Listener {

        /**
         * Called after a statement, whether it succeeded or failed.
         *
         * @param asks number of requests that shared the statement
         * @param keys number of distinct keys in it
         */
        void ran(int asks, int keys);
    }
}
