package io.mutuals.feed;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a feed as it was when its first page was read.
 *
 * @param activities what stood for it then, the newest first; empty for a popular or new video
 */
record FeedPlace(long video, FeedReasonKind reason, List<Activity> activities) {

    /** Returns the time of the latest activity; null for a popular or new video. */
    @Nullable
    Instant at() {
        return activities.isEmpty() ? null : activities.getFirst().at();
    }
}
