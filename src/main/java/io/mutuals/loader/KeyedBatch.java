package io.mutuals.loader;

import java.util.Map;
import java.util.Set;

/**
 * Loads the values of many keys in a number of statements that does not depend on the number of keys.
 *
 * <p>A key is a record of everything that its value depends on: the viewer (if the value depends on the viewer), the
 * parent and the arguments of the field. One call serves keys of several requests, so the value must be derived from
 * the key alone:
 * <pre>{@code
 * Map<FriendsKey, ...> friends(Set<FriendsKey> keys) { ... securityContext.viewer() ... }   // broken: which viewer?
 * Map<FriendsKey, ...> friends(Set<FriendsKey> keys) { ... key.viewer() ... }               // right
 * }</pre>
 *
 * @param <K> record type of the keys
 * @param <V> type of the values
 */
@FunctionalInterface
public interface KeyedBatch<K, V> {

    /**
     * Loads the values of {@code keys}.
     *
     * @param keys not empty, at most {@code mutuals.loader.max-batch}
     * @return values by key; keys without a value are absent and load as null
     */
    Map<K, V> load(Set<K> keys);
}
