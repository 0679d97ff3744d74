package io.mutuals.experiment;

/** What can come of a suggestion. */
enum OutcomeKind {
    IMPRESSIONS,
    REQUESTS_SENT,
    REQUESTS_ACCEPTED,
    DISMISSALS,
    BLOCKS,
    FIRST_MESSAGES,
    SHARE_REPLIES
}
