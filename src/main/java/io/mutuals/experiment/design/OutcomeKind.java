package io.mutuals.experiment.design;

/** A kind of event that experiments count for a suggestion. */
public enum OutcomeKind {
    IMPRESSIONS,
    REQUESTS_SENT,
    REQUESTS_ACCEPTED,
    DISMISSALS,
    BLOCKS,
    FIRST_MESSAGES,
    SHARE_REPLIES
}
