package io.mutuals.experiment.design;

import org.jspecify.annotations.Nullable;

/** A metric that variants are compared by: the mean number of an outcome per user, or the ratio of two outcomes. */
public enum ExperimentMetric {
    IMPRESSIONS(OutcomeKind.IMPRESSIONS, null),
    REQUESTS_SENT(OutcomeKind.REQUESTS_SENT, null),
    REQUESTS_ACCEPTED(OutcomeKind.REQUESTS_ACCEPTED, null),
    DISMISSALS(OutcomeKind.DISMISSALS, null),
    BLOCKS(OutcomeKind.BLOCKS, null),
    FIRST_MESSAGES(OutcomeKind.FIRST_MESSAGES, null),
    SHARE_REPLIES(OutcomeKind.SHARE_REPLIES, null),
    LIKES(OutcomeKind.LIKES, null),
    COMMENTS(OutcomeKind.COMMENTS, null),
    REPOSTS(OutcomeKind.REPOSTS, null),
    REQUEST_RATE(OutcomeKind.REQUESTS_SENT, OutcomeKind.IMPRESSIONS),
    ACCEPTANCE_RATE(OutcomeKind.REQUESTS_ACCEPTED, OutcomeKind.REQUESTS_SENT);

    private final OutcomeKind numerator;
    private final @Nullable OutcomeKind denominator;

    ExperimentMetric(OutcomeKind numerator, @Nullable OutcomeKind denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /** The outcome in the numerator. */
    public OutcomeKind numerator() {
        return numerator;
    }

    /** The outcome in the denominator; null for a mean per user. */
    @Nullable
    public OutcomeKind denominator() {
        return denominator;
    }
}
