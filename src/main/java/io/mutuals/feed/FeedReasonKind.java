package io.mutuals.feed;

/** Why an entry is in the feed. */
enum FeedReasonKind {
    FRIEND_PUBLISHED,
    FRIENDS_REPOSTED,
    FRIENDS_COMMENTED,
    FRIENDS_LIKED,
    POPULAR_IN_REGION,
    POPULAR,
    NEW
}
