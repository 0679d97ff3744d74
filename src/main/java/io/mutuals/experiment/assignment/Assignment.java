package io.mutuals.experiment.assignment;

/** Result of assigning a user to an experiment. */
public sealed interface Assignment {

    /**
     * Enrolled.
     *
     * @param variant index of the assigned variant
     */
    record In(int variant) implements Assignment {}

    /**
     * Not enrolled.
     *
     * @param why reason for the exclusion
     */
    record Out(Reason why) implements Assignment {}

    /** Reason why a user is not enrolled. */
    enum Reason {
        /** In the holdout, which takes part in no experiment. */
        HELD_OUT,
        /** Positioned in a part of the layer that belongs to another experiment or is unused. */
        OUTSIDE_LAYER_SHARE,
        /** Above the current ramp of the experiment. */
        NOT_RAMPED,
        /** In no cluster, although the experiment assigns clusters. */
        NO_CLUSTER
    }
}
