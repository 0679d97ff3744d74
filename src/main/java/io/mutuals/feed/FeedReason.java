package io.mutuals.feed;

/**
 * Why an entry is in the feed.
 *
 * @param text an English sentence
 */
record FeedReason(FeedReasonKind kind, String text) {

    /** Returns the reason of a popular video. */
    static FeedReason popular(FeedReasonKind kind) {
        return new FeedReason(
                kind, kind == FeedReasonKind.POPULAR_IN_REGION ? "Popular in your region." : "Popular now.");
    }
}
