package io.mutuals.feed;

import io.mutuals.api.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a viewer's feed.
 *
 * @param treatment decides the strategy
 * @param first the most entries on the page, 1 to 100
 * @param after the place that the page follows; null for the first page
 */
record FeedKey(
        UserId viewer,
        FeedOrder order,
        FeedTreatment treatment,
        int first,
        @Nullable FeedCursor after) {

    /** Returns the number of the feed that the cursor belongs to; 0 for none. */
    long number() {
        return after == null ? 0 : after.number();
    }

    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value());
    }
}
