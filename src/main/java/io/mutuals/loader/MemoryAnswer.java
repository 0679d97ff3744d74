package io.mutuals.loader;

import io.mutuals.memory.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * Answers keys of a loader from entries in memory, with the values that its {@link KeyedBatch} would read.
 *
 * @param <K> record type of the keys
 * @param <V> type of the values
 */
@FunctionalInterface
public interface MemoryAnswer<K, V> {

    /**
     * Returns the value of {@code key}. Called again once missing entries have been read, so it looks up as many as it
     * can before it returns. Also called in the background once a statement has given the value, to find out which
     * entries to read; then the returned value goes to no client. Must not block.
     *
     * @param lookup finds entries; if it lacks one, or gives up, the returned value is ignored
     * @return the value; null for a key without a value
     */
    @Nullable
    V answer(K key, Lookup lookup);
}
