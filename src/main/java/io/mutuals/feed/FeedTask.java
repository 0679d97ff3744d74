package io.mutuals.feed;

import org.jspecify.annotations.Nullable;

/** A page of one request. Equal only to itself: what is read for it holds for that request alone. */
final class FeedTask {

    private final FeedKey key;
    private final @Nullable FeedSnapshot snapshot;

    /** @param snapshot the feed that the cursor belongs to; null for a first page, and if the feed is gone */
    FeedTask(FeedKey key, @Nullable FeedSnapshot snapshot) {
        this.key = key;
        this.snapshot = snapshot;
    }

    FeedKey key() {
        return key;
    }

    @Nullable
    FeedSnapshot snapshot() {
        return snapshot;
    }
}
