package io.mutuals.feed;

/**
 * Why an entry is in the feed.
 *
 * @param text an English sentence
 */
record FeedReason(FeedReasonKind kind, String text) {

    /** Returns the reason of a video that no friend stands for. */
    static FeedReason ofNoFriend(FeedReasonKind kind) {
        return new FeedReason(
                kind,
                switch (kind) {
                    case POPULAR_IN_REGION -> "Popular in your region.";
                    case NEW -> "New.";
                    default -> "Popular now.";
                });
    }
}
