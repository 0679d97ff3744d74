package io.mutuals.loader;

import io.micrometer.context.ContextSnapshotFactory;
import io.mutuals.proof.Meters;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Blocking loader for streams, independent of any request's data loaders. Keys requested while a statement is running
 * share the next one. Thread-safe; blocks the calling (virtual) thread.
 */
public final class BlockingLoader<K, V> {

    private final Coalescer<K, V> coalescer;
    private final ContextSnapshotFactory traces;

    BlockingLoader(Coalescer<K, V> coalescer, ContextSnapshotFactory traces) {
        this.coalescer = coalescer;
        this.traces = traces;
    }

    /**
     * Returns the value of {@code key}, or null if the batch has none. Exceptions of the batch are rethrown as they
     * are.
     */
    public @Nullable V ask(K key) {
        try {
            Map<K, V> answers = coalescer
                    .load(Set.of(key), Meters.current(), traces.captureAll())
                    .join();
            return answers.get(key);
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
