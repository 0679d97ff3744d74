package io.mutuals.feed;

import java.util.Locale;

/** The order of a feed. */
enum FeedOrder {
    LATEST,
    RANKED;

    /** Returns the name of the list in its cursors. */
    String list() {
        return "feed." + name().toLowerCase(Locale.ROOT);
    }
}
