package io.mutuals.loader;

import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/**
 * What a controller asks for the value behind a key; all keys that the fields of one level ask for go out together.
 *
 * @param <K> a record of the viewer, the parent and the field's arguments; see {@link Batch}
 */
public final class Loader<K, V> {

    private final String name;
    private final Function<Set<K>, Map<K, V>> together;

    /** @param together answers keys that no field asks for */
    Loader(String name, Function<Set<K>, Map<K, V>> together) {
        this.name = name;
        this.together = together;
    }

    /** The value for {@code key}; null when the batch had none. */
    @SuppressWarnings("NullAway") // a data loader does complete with null, though its type does not say so
    public CompletableFuture<@Nullable V> find(K key, DataFetchingEnvironment environment) {
        DataLoader<K, V> loader = Objects.requireNonNull(environment.getDataLoader(name));
        return loader.load(key);
    }

    /** The value for {@code key}, for batches that answer every key; fails where one did not. */
    public CompletableFuture<V> load(K key, DataFetchingEnvironment environment) {
        return find(key, environment)
                .thenApply(
                        value -> Objects.requireNonNull(value, () -> "The loader " + name + " left a key unanswered"));
    }

    /**
     * The values behind {@code keys}, for the source of a stream, which is no field: read anew, in statements that it shares with the
     * requests in flight. Waits for them. Keys that the batch did not answer are absent.
     */
    public Map<K, V> loadTogether(Set<K> keys) {
        try {
            return together.apply(keys);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
