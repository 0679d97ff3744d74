package io.mutuals.experiment.design;

/** A kind of event that experiments count for a suggestion. */
public enum OutcomeKind {
    /** The suggestion was shown; counts once per ranking. */
    IMPRESSIONS,
    /** The viewer sent the candidate a friend request. */
    REQUESTS_SENT,
    /** The candidate accepted that request. */
    REQUESTS_ACCEPTED,
    /** The viewer dismissed the suggestion. */
    DISMISSALS,
    /** One of the two blocked the other. */
    BLOCKS,
    /** The first message between the two. */
    FIRST_MESSAGES,
    /** A video shared between the two was answered within 24 hours. */
    SHARE_REPLIES,
    /** The viewer liked a video of the candidate, or one that the candidate had shared with them. */
    LIKES,
    /** The viewer commented on such a video. */
    COMMENTS,
    /** The viewer reposted such a video. */
    REPOSTS
}
