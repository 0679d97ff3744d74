package io.mutuals.loader;

import io.mutuals.memory.Lookup;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a loader does whose values need more than entries in memory. The first step prepares the keys of concurrent
 * requests together; the second one makes the values of one request, from memory or by a statement.
 *
 * @param <K> record type of the keys, see {@link KeyedBatch}
 * @param <P> immutable type of what the first step prepares
 * @param <T> type of the tasks of the second step
 * @param <V> type of the values
 */
public interface TwoSteps<K, P, T, V> {

    /**
     * Prepares {@code keys}, which may be of several requests.
     *
     * @return what the second step needs, by key; keys without it have no value
     */
    Map<K, P> prepare(Set<K> keys);

    /**
     * Returns the task of the second step for a key of one request. It must equal only itself: what memory leaves in it
     * for the statement holds behind the fence of that request, and behind no other.
     */
    T task(K key, P prepared);

    /** Performs tasks by a statement; they may be of several requests. Tasks without a value are absent. */
    Map<T, V> perform(Set<T> tasks);

    /** Performs a task from memory, see {@link MemoryAnswer#answer}. */
    @Nullable
    V answer(T task, Lookup lookup);

    /** Performs both steps without memory. */
    default Map<K, V> both(Set<K> keys) {
        Map<T, K> tasks = tasks(prepare(keys));
        return byKey(tasks.isEmpty() ? Map.of() : perform(tasks.keySet()), tasks);
    }

    /** Returns the tasks of prepared keys, with the key of each. */
    default Map<T, K> tasks(Map<K, P> prepared) {
        Map<T, K> tasks = HashMap.newHashMap(prepared.size());
        prepared.forEach((key, value) -> tasks.put(task(key, value), key));
        return tasks;
    }

    /** Returns the values of tasks by the key of each. */
    static <K, T, V> Map<K, V> byKey(Map<T, V> values, Map<T, K> tasks) {
        Map<K, V> byKey = HashMap.newHashMap(values.size());
        values.forEach((task, value) -> byKey.put(Objects.requireNonNull(tasks.get(task)), value));
        return byKey;
    }
}
