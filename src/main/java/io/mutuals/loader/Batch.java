package io.mutuals.loader;

import java.util.Map;
import java.util.Set;

/**
 * Answers many keys at once, in a number of statements that does not depend on how many keys there are.
 *
 * <p>A key is a record of everything that the answer depends on: the viewer (whenever the answer depends on who asks), the parent
 * and the field's arguments. Keys of several requests meet in one call, so the answer must come from the key alone:
 *
 * <pre>{@code
 * Map<FriendsKey, ...> friends(Set<FriendsKey> keys) { ... securityContext.viewer() ... }   // broken: whose friends?
 * Map<FriendsKey, ...> friends(Set<FriendsKey> keys) { ... key.viewer() ... }               // right
 * }</pre>
 *
 * @param <K> a record
 */
@FunctionalInterface
public interface Batch<K, V> {

    /**
     * @param keys not empty, at most {@code mutuals.loader.max-batch} of them
     * @return the answers; a key that is not among them has none, and loads as null
     */
    Map<K, V> load(Set<K> keys);
}
