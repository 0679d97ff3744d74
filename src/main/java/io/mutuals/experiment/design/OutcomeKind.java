package io.mutuals.experiment.design;

/** What can come of a suggestion. */
public enum OutcomeKind {
    IMPRESSIONS,
    REQUESTS_SENT,
    REQUESTS_ACCEPTED,
    DISMISSALS,
    BLOCKS,
    FIRST_MESSAGES,
    SHARE_REPLIES
}
