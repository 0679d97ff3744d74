package io.mutuals.feed;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.PageInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a feed.
 *
 * @param strategy the strategy of the feed
 * @param treatment the treatment that it counts for
 * @param toKeep the feed, to be stored for its next pages; null if it is stored, or has none
 */
record FeedConnection(
        Connection<FeedEntry, Edge.Plain<FeedEntry>> page,
        String strategy,
        FeedTreatment treatment,
        @Nullable FeedSnapshot toKeep) {

    public List<Edge.Plain<FeedEntry>> edges() {
        return page.edges();
    }

    public List<FeedEntry> nodes() {
        return page.nodes();
    }

    public PageInfo pageInfo() {
        return page.pageInfo();
    }
}
