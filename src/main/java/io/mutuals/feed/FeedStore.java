package io.mutuals.feed;

import io.mutuals.api.UserId;
import io.mutuals.cache.Cache;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Keeps feeds in Redis for as long as their next pages are expected, under {@code mutuals:feed:{<viewer>}:<number>}. If
 * Redis is away, a feed is made again up to the time of its first page. Thread-safe.
 */
@Component
class FeedStore {

    private static final Logger log = LoggerFactory.getLogger(FeedStore.class);

    private final Cache cache;
    private final FeedProperties properties;

    FeedStore(Cache cache, FeedProperties properties) {
        this.cache = cache;
        this.properties = properties;
    }

    /** Stores a feed; one round trip. */
    void keep(UserId viewer, FeedSnapshot snapshot) {
        cache.put(Map.of(key(viewer, snapshot.number()), new Cache.Entry(snapshot.encode(), properties.kept())));
    }

    /** Returns the feeds that cursors of viewers belong to; those that are gone are absent. At most one round trip. */
    Map<FeedKey, FeedSnapshot> find(Collection<FeedKey> keys) {
        Map<FeedKey, FeedSnapshot> found = new HashMap<>();
        List<FeedKey> ordered = List.copyOf(keys);
        List<byte @Nullable []> stored = cache.get(
                ordered.stream().map(key -> key(key.viewer(), key.number())).toList());
        for (int index = 0; index < ordered.size(); index++) {
            byte @Nullable [] bytes = stored.get(index);
            if (bytes != null) {
                try {
                    found.put(ordered.get(index), FeedSnapshot.decode(bytes));
                } catch (UncheckedIOException foreign) {
                    log.debug("A feed of another version is made again", foreign);
                }
            }
        }
        return found;
    }

    private static String key(UserId viewer, long number) {
        return "mutuals:feed:{" + viewer.value() + "}:" + number;
    }
}
