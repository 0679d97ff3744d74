package io.mutuals.loader;

import io.micrometer.context.ContextSnapshotFactory;
import io.mutuals.proof.Meters;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What streams ask for the value behind a key, outside of any one request's loaders; all that ask while a statement is under way share the
 * next one. Thread-safe; blocks the calling (virtual) thread.
 */
public final class Coalesced<K, V> {

    private final Coalescer<K, V> coalescer;
    private final ContextSnapshotFactory traces;

    Coalesced(Coalescer<K, V> coalescer, ContextSnapshotFactory traces) {
        this.coalescer = coalescer;
        this.traces = traces;
    }

    /** The value for {@code key}; null when the batch had none. */
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
