package io.mutuals.experiment.assignment;

/** Whether somebody takes part in an experiment, and how. */
public sealed interface Verdict {

    /**
     * They do.
     *
     * @param variant the index of their variant
     */
    record In(int variant) implements Verdict {}

    /** They do not. */
    record Out(Reason why) implements Verdict {}

    /** Why somebody does not take part. */
    enum Reason {
        /** They never take part in any experiment. */
        HELD_OUT,
        /** Their part of the layer belongs to others, or to nobody. */
        OUTSIDE_LAYER_SHARE,
        /** The experiment is not ramped up to them. */
        NOT_RAMPED,
        /** They belong to nothing that is assigned. */
        NO_CLUSTER
    }
}
