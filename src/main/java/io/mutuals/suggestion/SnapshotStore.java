package io.mutuals.suggestion;

import io.mutuals.cache.Cache;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps snapshots in Redis.
 *
 * <table>
 *   <caption>Keys; the viewer is the hash tag, so that what belongs to one viewer lives on one node of a cluster</caption>
 *   <tr><th>key</th><th>type</th><th>expires after</th></tr>
 *   <tr><td>{@code mutuals:suggestion:{<viewer>}:<strategy>}</td><td>string, a snapshot: the latest</td><td>{@code fresh}</td></tr>
 *   <tr><td>{@code mutuals:suggestion:{<viewer>}:#<number>}</td><td>string, a snapshot: for its cursors</td><td>{@code kept}</td></tr>
 * </table>
 */
@Component
class SnapshotStore {

    private final Cache cache;
    private final SuggestionProperties properties;

    SnapshotStore(Cache cache, SuggestionProperties properties) {
        this.cache = cache;
        this.properties = properties;
    }

    /** The snapshots that the pages are to be cut from, as far as they are at hand; one round trip. */
    Map<SuggestionsKey, Snapshot> find(Collection<SuggestionsKey> keys, String strategy) {
        List<SuggestionsKey> ordered = List.copyOf(keys);
        List<byte @Nullable []> values = cache.get(ordered.stream()
                .map(key -> key.after() == null
                        ? latest(key.viewer(), strategy)
                        : numbered(key.viewer(), key.after().snapshot()))
                .toList());
        Map<SuggestionsKey, Snapshot> found = new HashMap<>();
        for (int index = 0; index < ordered.size(); index++) {
            Snapshot snapshot = SnapshotCodec.decode(values.get(index));
            if (snapshot != null) {
                found.put(ordered.get(index), snapshot);
            }
        }
        return found;
    }

    /** Keeps the latest snapshot of each viewer; one round trip. */
    void keep(Map<Long, Snapshot> snapshots) {
        Map<String, Cache.Entry> entries = new HashMap<>();
        snapshots.forEach((viewer, snapshot) -> {
            byte[] value = SnapshotCodec.encode(snapshot);
            entries.put(latest(viewer, snapshot.strategy()), new Cache.Entry(value, properties.fresh()));
            entries.put(numbered(viewer, snapshot.number()), new Cache.Entry(value, properties.kept()));
        });
        cache.put(entries);
    }

    /** Forgets the latest snapshot of each viewer; cursors into it stay good; one round trip. */
    void forget(Collection<Long> viewers, String strategy) {
        cache.forget(viewers.stream().map(viewer -> latest(viewer, strategy)).toList());
    }

    private static String latest(long viewer, String strategy) {
        return "mutuals:suggestion:{" + viewer + "}:" + strategy;
    }

    private static String numbered(long viewer, long number) {
        return "mutuals:suggestion:{" + viewer + "}:#" + number;
    }
}
