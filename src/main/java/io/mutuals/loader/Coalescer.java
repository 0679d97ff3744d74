package io.mutuals.loader;

import io.micrometer.context.ContextSnapshot;
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

/**
 * Lets requests in flight share their statements: keys that arrive while a statement is under way go out together in the next one.
 *
 * <p>When nothing is under way a key goes out at once, so an idle server adds no wait. A key never joins a statement that has
 * already begun: what a request wrote before it asked is always seen by the answer. Equal keys that wait together are asked
 * once. A request's keys stay together unless they exceed the largest batch. When a statement fails, every request that shared it
 * fails with it. Thread-safe.
 */
final class Coalescer<K, V> {

    private final Batch<K, V> batch;
    private final int maxInFlight;
    private final int maxBatch;
    private final Executor executor;
    private final Listener listener;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Ask<K, V>> waiting = new ArrayDeque<>();
    private int inFlight;

    /**
     * @param maxInFlight how many statements may be under way at once, at least 1
     * @param maxBatch the most keys in one statement, at least 1
     */
    Coalescer(Batch<K, V> batch, int maxInFlight, int maxBatch, Executor executor, Listener listener) {
        this.batch = batch;
        this.maxInFlight = maxInFlight;
        this.maxBatch = maxBatch;
        this.executor = executor;
        this.listener = listener;
    }

    /** Asks for {@code keys} on behalf of the request that {@code meter} bills and {@code trace} belongs to. */
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
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).thenApply(done -> {
            Map<K, V> values = new HashMap<>();
            parts.forEach(part -> values.putAll(part.join()));
            return values;
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
        Set<K> keys = new LinkedHashSet<>();
        asks.forEach(ask -> keys.addAll(ask.keys()));
        List<Meter> payers = asks.stream().map(Ask::meter).distinct().toList();
        Map<K, V> values = Map.of();
        Throwable failure = null;
        try (ContextSnapshot.Scope traced = asks.getFirst().trace().setThreadLocals()) {
            Map<K, V> found = new HashMap<>();
            Meters.bill(Meter.all(payers), () -> found.putAll(batch.load(keys)));
            values = found;
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        listener.ran(asks.size(), keys.size());
        finish();
        for (Ask<K, V> ask : asks) {
            if (failure == null) {
                ask.answer().complete(own(values, ask.keys()));
            } else {
                ask.answer().completeExceptionally(failure);
            }
        }
    }

    private static <K, V> Map<K, V> own(Map<K, V> values, Set<K> keys) {
        Map<K, V> own = HashMap.newHashMap(keys.size());
        for (K key : keys) {
            V value = values.get(key);
            if (value != null) {
                own.put(key, value);
            }
        }
        return own;
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

    /** Is told of every statement after it ran. */
    @FunctionalInterface
    interface Listener {

        /**
         * @param asks how many requests shared the statement
         * @param keys how many different keys it answered
         */
        void ran(int asks, int keys);
    }
}
