package io.mutuals.feed;

/** What a friend did with a video. In the order of names, which breaks ties in Cypher too. */
enum ActivityKind {
    COMMENTED("commented on", FeedReasonKind.FRIENDS_COMMENTED, 1.5),
    LIKED("liked", FeedReasonKind.FRIENDS_LIKED, 1),
    PUBLISHED("published", FeedReasonKind.FRIEND_PUBLISHED, 3),
    REPOSTED("reposted", FeedReasonKind.FRIENDS_REPOSTED, 2);

    private final String verb;
    private final FeedReasonKind reason;
    private final double weight;

    ActivityKind(String verb, FeedReasonKind reason, double weight) {
        this.verb = verb;
        this.reason = reason;
        this.weight = weight;
    }

    /** Returns the English verb in the past tense. */
    String verb() {
        return verb;
    }

    /** Returns the reason of an entry that stands where it does for this kind. */
    FeedReasonKind reason() {
        return reason;
    }

    /** Returns how much an activity of this kind says of a video, beside a like. */
    double weight() {
        return weight;
    }
}
