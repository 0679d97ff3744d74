package io.mutuals.loader;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What has become of the keys of a batch: their values, and the failures of those that failed by themselves. For one
 * thread.
 */
final class Outcome<K, V> {

    private final Map<K, V> values = new HashMap<>();
    private final Map<K, Throwable> failures = new HashMap<>();
    private @Nullable Throwable ofAll;

    void add(Map<K, V> found) {
        values.putAll(found);
    }

    void fail(Iterable<K> keys, Throwable failure) {
        keys.forEach(key -> failures.put(key, failure));
    }

    /** Waits for what a loader returned, and adds it. */
    @SuppressWarnings("unchecked") // a loader fails with its own keys and values
    void add(CompletableFuture<Map<K, V>> load) {
        try {
            values.putAll(load.join());
        } catch (CompletionException failed) {
            Throwable cause = cause(failed);
            if (cause instanceof FailedKeys some) {
                values.putAll((Map<K, V>) some.values());
                failures.putAll((Map<K, Throwable>) some.failures());
            } else {
                ofAll = cause;
            }
        }
    }

    Map<K, V> values() {
        return values;
    }

    Map<K, Throwable> failures() {
        return failures;
    }

    /**
     * Returns the values by key.
     *
     * @throws CompletionException if a key failed, of {@link FailedKeys}; or if all keys of a part did, of its failure
     */
    Map<K, V> valuesOrThrow() {
        throwIfAllFailed();
        if (!failures.isEmpty()) {
            throw new CompletionException(new FailedKeys(values, failures));
        }
        return values;
    }

    /** @throws CompletionException of the failure, if all keys of a part failed together */
    void throwIfAllFailed() {
        if (ofAll != null) {
            throw new CompletionException(ofAll);
        }
    }

    /** Completes {@code answer} with the values, or exceptionally as {@link #valuesOrThrow} throws. */
    void complete(CompletableFuture<Map<K, V>> answer) {
        try {
            answer.complete(valuesOrThrow());
        } catch (CompletionException failed) {
            answer.completeExceptionally(cause(failed));
        }
    }

    /** Returns the failure that a stage of a {@link CompletableFuture} wrapped. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
