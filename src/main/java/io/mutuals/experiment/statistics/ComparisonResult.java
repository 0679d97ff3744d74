package io.mutuals.experiment.statistics;

/** Result of comparing two variants. */
public sealed interface ComparisonResult permits Effect, ComparisonResult.InsufficientData {

    /**
     * The data do not allow a comparison yet.
     *
     * @param lack what is missing
     */
    record InsufficientData(Reason lack) implements ComparisonResult {}

    /** Reason why no comparison is possible. */
    enum Reason {
        /** A variant has fewer than 2 units. */
        UNITS,
        /** The denominators of a variant sum to 0: the action that the metric is a rate of never happened. */
        DENOMINATOR,
        /** All units of both variants have identical values, so there is no variance to measure an effect against. */
        VARIATION
    }
}
