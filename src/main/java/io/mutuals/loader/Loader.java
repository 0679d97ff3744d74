package io.mutuals.loader;

import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/**
 * Loads values by key on behalf of controllers. Keys requested by the fields of one level are batched.
 *
 * @param <K> record of the viewer, the parent and the field's arguments; see {@link KeyedBatch}
 * @param <V> type of the values
 */
public final class Loader<K, V> {

    private final String name;
    private final Function<GraphQLContext, DataLoader<K, V>> open;
    private final Function<Set<K>, Map<K, V>> together;

    /**
     * @param name name of the data loader
     * @param open creates the data loader of a request that uses it
     * @param together loads keys outside of field fetching
     */
    Loader(String name, Function<GraphQLContext, DataLoader<K, V>> open, Function<Set<K>, Map<K, V>> together) {
        this.name = name;
        this.open = open;
        this.together = together;
    }

    /** Returns the value of {@code key}; completes with null if the batch has none. */
    @SuppressWarnings("NullAway") // data loaders complete with null although their type does not declare it
    public CompletableFuture<@Nullable V> find(K key, DataFetchingEnvironment environment) {
        return open(environment).load(key);
    }

    /**
     * Returns the value of {@code key}, for batches that answer every key of a viewer who has an account. Completes
     * with a {@link RequestException}, {@link ErrorCode#ACCOUNT_REQUIRED}, if the value is missing: a token may outlive
     * its account.
     */
    public CompletableFuture<V> load(K key, DataFetchingEnvironment environment) {
        return find(key, environment).thenApply(value -> {
            if (value == null) {
                throw RequestException.accountRequired();
            }
            return value;
        });
    }

    /**
     * Gives the request a value that another statement has read with what it is about. Has no effect if the request has
     * asked for the key already.
     */
    public void know(K key, V value, DataFetchingEnvironment environment) {
        open(environment).prime(key, value);
    }

    private DataLoader<K, V> open(DataFetchingEnvironment environment) {
        return environment
                .getDataLoaderRegistry()
                .computeIfAbsent(name, first -> open.apply(environment.getGraphQlContext()));
    }

    /**
     * Loads {@code keys} outside of field fetching, for example in the source of a stream. Values are never cached;
     * statements are shared with concurrent requests. Blocks the calling thread.
     *
     * @return values by key; keys without a value are absent
     */
    public Map<K, V> loadTogether(Set<K> keys) {
        try {
            return together.apply(keys);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof FailedKeys some && some.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
