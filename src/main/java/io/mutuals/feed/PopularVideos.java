package io.mutuals.feed;

import io.mutuals.cache.Cache;
import io.mutuals.loader.BlockingLoader;
import io.mutuals.loader.Loaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The popular videos of a region and an age band, for viewers whose friends did too little. A list is made once for all
 * of them and kept in Redis for {@code mutuals.feed.popular-kept}; who may see its videos is decided when they are
 * shown. Thread-safe; blocks the calling (virtual) thread.
 */
@Component
class PopularVideos {

    private final Cache cache;
    private final BlockingLoader<PopularKey, List<Long>> lists;
    private final FeedProperties properties;

    PopularVideos(Cache cache, PopularVideoRepository repository, FeedProperties properties, Loaders loaders) {
        this.cache = cache;
        this.properties = properties;
        this.lists = loaders.coalesced("popularVideos", repository::lists);
    }

    /** Returns the videos, the most popular first; of all regions if there is none in the user's. */
    Found of(PopularKey key) {
        if (key.region() != null) {
            List<Long> inRegion = list(key);
            if (!inRegion.isEmpty()) {
                return new Found(FeedReasonKind.POPULAR_IN_REGION, inRegion);
            }
        }
        return new Found(FeedReasonKind.POPULAR, list(new PopularKey(null, key.band(), key.member())));
    }

    private List<Long> list(PopularKey key) {
        String name = "mutuals:feed:popular:" + Objects.requireNonNullElse(key.region(), "*") + ":" + key.band();
        byte @Nullable [] kept = cache.get(List.of(name)).getFirst();
        if (kept != null) {
            List<Long> videos = new ArrayList<>();
            ByteBuffer bytes = ByteBuffer.wrap(kept);
            while (bytes.remaining() >= Long.BYTES) {
                videos.add(bytes.getLong());
            }
            return videos;
        }
        List<Long> videos = Objects.requireNonNullElse(lists.ask(key), List.of());
        ByteBuffer bytes = ByteBuffer.allocate(videos.size() * Long.BYTES);
        videos.forEach(bytes::putLong);
        cache.put(Map.of(name, new Cache.Entry(bytes.array(), properties.popularKept())));
        return videos;
    }

    /** Popular videos, and why they are shown. */
    record Found(FeedReasonKind reason, List<Long> videos) {}
}
