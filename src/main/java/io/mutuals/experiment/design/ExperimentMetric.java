package io.mutuals.experiment.design;

import org.jspecify.annotations.Nullable;

/** What variants are compared by: how much of something came for each person, or for each of something else. */
public enum ExperimentMetric {
    IMPRESSIONS(OutcomeKind.IMPRESSIONS, null),
    REQUESTS_SENT(OutcomeKind.REQUESTS_SENT, null),
    REQUESTS_ACCEPTED(OutcomeKind.REQUESTS_ACCEPTED, null),
    DISMISSALS(OutcomeKind.DISMISSALS, null),
    BLOCKS(OutcomeKind.BLOCKS, null),
    FIRST_MESSAGES(OutcomeKind.FIRST_MESSAGES, null),
    SHARE_REPLIES(OutcomeKind.SHARE_REPLIES, null),
    REQUEST_RATE(OutcomeKind.REQUESTS_SENT, OutcomeKind.IMPRESSIONS),
    ACCEPTANCE_RATE(OutcomeKind.REQUESTS_ACCEPTED, OutcomeKind.REQUESTS_SENT);

    private final OutcomeKind counted;
    private final @Nullable OutcomeKind each;

    ExperimentMetric(OutcomeKind counted, @Nullable OutcomeKind each) {
        this.counted = counted;
        this.each = each;
    }

    /** What is counted. */
    public OutcomeKind counted() {
        return counted;
    }

    /** For each of what; null for each person. */
    @Nullable
    public OutcomeKind each() {
        return each;
    }
}
