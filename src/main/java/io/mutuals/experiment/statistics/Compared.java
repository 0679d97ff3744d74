package io.mutuals.experiment.statistics;

/** What came out of comparing two variants. */
public sealed interface Compared permits Effect, Compared.NotEnough {

    /**
     * Nothing can be said yet.
     *
     * @param lack of what
     */
    record NotEnough(Lack lack) implements Compared {}

    /** Why nothing can be said. */
    enum Lack {
        /** A variant has fewer than 2 units. */
        UNITS,
        /** The denominators of a variant sum up to nothing: nobody did what the metric is a rate of. */
        DENOMINATOR,
        /** All units of both variants have the same numbers, so nothing tells chance from effect. */
        VARIATION
    }
}
