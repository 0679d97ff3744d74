package io.mutuals.feed;

import io.mutuals.api.Cursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a feed. Clients can read it and make their own, so it says nothing of experiments, and all that it holds
 * has bounds: the strategy is that of the stored feed.
 *
 * @param number the number of the feed
 * @param until the time of its first page: later activities are not in it
 * @param index the place, 0 to {@link #LAST}
 * @param video the video at that place
 * @param at the time of its latest activity; {@link Instant#EPOCH} for a popular or new video
 */
record FeedCursor(FeedOrder order, long number, Instant until, int index, long video, Instant at) {

    /** The last place that a stored feed can have. */
    static final int LAST = Short.MAX_VALUE - 1;

    FeedCursor {
        if (number <= 0 || video < 0 || index < 0 || index > LAST) {
            throw Cursor.invalid();
        }
    }

    /** Reads a cursor of a feed of an order; null for none. */
    static @Nullable FeedCursor read(FeedOrder order, @Nullable String cursor) {
        return Cursor.decode(
                order.list(),
                cursor,
                values -> new FeedCursor(
                        order,
                        values.number(),
                        values.instant(),
                        Math.toIntExact(values.number()),
                        values.number(),
                        values.instant()));
    }

    /** Returns the text that clients pass on. */
    String write() {
        return Cursor.encode(order.list(), number, until, index, video, at);
    }

    /**
     * Returns the index that follows this place in a feed that was made again. What was taken back since is not there
     * any more; then the places that were before it are left out by their time, or by their number.
     */
    int next(List<FeedPlace> places) {
        for (int at = 0; at < places.size(); at++) {
            if (places.get(at).video() == video) {
                return at + 1;
            }
        }
        if (order == FeedOrder.RANKED) {
            return Math.min(places.size(), index + 1);
        }
        int next = 0;
        while (next < places.size() && isBefore(places.get(next))) {
            next++;
        }
        return next;
    }

    private boolean isBefore(FeedPlace place) {
        Instant its = place.at();
        if (its == null) {
            return false;
        }
        int order = its.compareTo(at);
        return order > 0 || (order == 0 && place.video() > video);
    }
}
