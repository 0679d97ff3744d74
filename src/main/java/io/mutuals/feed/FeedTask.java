package io.mutuals.feed;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of one request. Equal only to itself: what is read for it holds for that request alone. */
final class FeedTask {

    private final FeedKey key;
    private final @Nullable FeedSnapshot snapshot;
    private final List<FeedPlace> shown;

    private FeedTask(FeedKey key, @Nullable FeedSnapshot snapshot, List<FeedPlace> shown) {
        this.key = key;
        this.snapshot = snapshot;
        this.shown = shown;
    }

    /** Returns the task of a page of a feed that is still to be made: a first page, or one of a feed that is gone. */
    static FeedTask ofNoFeed(FeedKey key) {
        return new FeedTask(key, null, List.of());
    }

    /** Returns the task of a page that continues a feed. */
    static FeedTask continuing(FeedKey key, FeedSnapshot feed) {
        return new FeedTask(key, feed, List.of());
    }

    /**
     * Returns the task of a page that follows places of a feed whose strategy must not go on.
     *
     * @param shown the places up to that of the cursor
     */
    static FeedTask following(FeedKey key, List<FeedPlace> shown) {
        return new FeedTask(key, null, shown);
    }

    FeedKey key() {
        return key;
    }

    /** Returns the feed to continue; null if it is to be made. */
    @Nullable
    FeedSnapshot snapshot() {
        return snapshot;
    }

    /** Returns the places that a feed which is to be made begins with, in their order; empty if they are not known. */
    List<FeedPlace> shown() {
        return shown;
    }
}
