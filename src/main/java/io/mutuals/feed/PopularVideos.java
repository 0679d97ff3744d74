package io.mutuals.feed;

import io.mutuals.cache.Cache;
import io.mutuals.loader.BlockingLoader;
import io.mutuals.loader.Loaders;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What follows in a feed where friends did too little: the popular videos of a region and an age band, and the newest
 * ones. A list is made once for all users of a region and band, and kept in Redis for
 * {@code mutuals.feed.popular-kept}; who may see its videos is decided when they are shown. Thread-safe; blocks the
 * calling (virtual) thread.
 */
@Component
class PopularVideos {

    private final Cache cache;
    private final BlockingLoader<PopularKey, List<Long>> lists;
    private final BlockingLoader<PopularKey, List<NewVideo>> newest;
    private final FeedProperties properties;

    PopularVideos(
            Cache cache,
            PopularVideoRepository repository,
            NewVideoRepository newVideos,
            FeedProperties properties,
            Loaders loaders) {
        this.cache = cache;
        this.properties = properties;
        this.lists = loaders.coalesced("popularVideos", repository::lists);
        this.newest = loaders.coalesced("newVideos", newVideos::newest);
    }

    /**
     * Returns the places that follow those of friends: popular videos of the region, the most popular first; of all
     * regions if there are none in the user's; and then the newest videos, unless there are enough entries by then.
     *
     * @param entries the number of entries of friends
     * @param until the time of the first page: videos that were published later are absent
     */
    List<FeedPlace> after(PopularKey key, int entries, Instant until) {
        PopularKey everywhere = new PopularKey(null, key.band(), key.member());
        FeedReasonKind reason = FeedReasonKind.POPULAR_IN_REGION;
        List<Long> popular = key.region() == null ? List.of() : popular(key);
        if (popular.isEmpty()) {
            reason = FeedReasonKind.POPULAR;
            popular = popular(everywhere);
        }
        List<FeedPlace> places = new ArrayList<>();
        for (long video : popular) {
            places.add(new FeedPlace(video, reason, List.of()));
        }
        if (entries + places.size() < properties.enough()) {
            for (NewVideo video : newest(everywhere)) {
                if (!video.at().isAfter(until)) {
                    places.add(new FeedPlace(video.video(), FeedReasonKind.NEW, List.of()));
                }
            }
        }
        return places;
    }

    private List<Long> popular(PopularKey key) {
        String name = "mutuals:feed:popular:" + Objects.requireNonNullElse(key.region(), "*") + ":" + key.band();
        ByteBuffer kept = kept(name);
        if (kept != null) {
            List<Long> videos = new ArrayList<>();
            while (kept.remaining() >= Long.BYTES) {
                videos.add(kept.getLong());
            }
            return videos;
        }
        List<Long> videos = Objects.requireNonNullElse(lists.ask(key), List.of());
        ByteBuffer bytes = ByteBuffer.allocate(videos.size() * Long.BYTES);
        videos.forEach(bytes::putLong);
        keep(name, bytes.array());
        return videos;
    }

    private List<NewVideo> newest(PopularKey key) {
        String name = "mutuals:feed:new:" + key.band();
        ByteBuffer kept = kept(name);
        if (kept != null) {
            List<NewVideo> videos = new ArrayList<>();
            while (kept.remaining() >= 2 * Long.BYTES) {
                videos.add(new NewVideo(kept.getLong(), Instant.ofEpochMilli(kept.getLong())));
            }
            return videos;
        }
        List<NewVideo> videos = Objects.requireNonNullElse(newest.ask(key), List.of());
        ByteBuffer bytes = ByteBuffer.allocate(videos.size() * 2 * Long.BYTES);
        videos.forEach(video -> bytes.putLong(video.video()).putLong(video.at().toEpochMilli()));
        keep(name, bytes.array());
        return videos;
    }

    private @Nullable ByteBuffer kept(String name) {
        byte @Nullable [] kept = cache.get(List.of(name)).getFirst();
        return kept == null ? null : ByteBuffer.wrap(kept);
    }

    private void keep(String name, byte[] bytes) {
        cache.put(Map.of(name, new Cache.Entry(bytes, properties.popularKept())));
    }
}
