package io.mutuals.loader;

import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/**
 * What a controller asks for the value behind a key; all keys that the fields of one level ask for go out together.
 *
 * @param <K> a record of the viewer, the parent and the field's arguments; see {@link Batch}
 */
public final class Loader<K, V> {

    private final String name;

    Loader(String name) {
        this.name = name;
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
}
