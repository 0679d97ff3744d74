package io.mutuals.feed;

import io.mutuals.api.Cursor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a feed.
 *
 * @param number the number of the feed
 * @param until the time of its first page: later activities are not in it
 * @param strategy the name of its strategy
 * @param index the place, from 0
 * @param video the video at that place
 * @param at the time of its latest activity; {@link Instant#EPOCH} for a popular video
 */
record FeedCursor(FeedOrder order, long number, Instant until, String strategy, int index, long video, Instant at) {

    /** Reads a cursor of a feed of an order; null for none. */
    static @Nullable FeedCursor read(FeedOrder order, @Nullable String cursor) {
        return Cursor.decode(
                order.list(),
                cursor,
                values -> new FeedCursor(
                        order,
                        values.number(),
                        values.instant(),
                        values.text(),
                        Math.toIntExact(values.number()),
                        values.number(),
                        values.instant()));
    }

    /** Returns the text that clients pass on. */
    String write() {
        return Cursor.encode(order.list(), number, until, strategy, index, video, at);
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
