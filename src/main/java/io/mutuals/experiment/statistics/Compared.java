package io.mutuals.experiment.statistics;

/** What came out of comparing two arms. */
public sealed interface Compared permits Effect, Compared.NotEnough {

    /**
     * Nothing can be said yet.
     *
     * @param lack of what
     */
    record NotEnough(Lack lack) implements Compared {}

    /** Why nothing can be said. */
    enum Lack {
        /** An arm has fewer than 2 units. */
        UNITS,
        /** The denominators of an arm sum up to nothing: nobody did what the metric is a rate of. */
        DENOMINATOR,
        /** All units of both arms have the same numbers, so nothing tells chance from effect. */
        VARIATION
    }
}
