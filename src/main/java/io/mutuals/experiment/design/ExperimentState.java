package io.mutuals.experiment.design;

/** The state of an experiment in its lifecycle. */
public enum ExperimentState {
    /** Created and not started; no user takes part. */
    DRAFT,
    /** Assigns users and counts outcomes. */
    RUNNING,
    /** Ended as planned; outcomes within the attribution window still count. */
    STOPPED,
    /** Aborted; nothing has counted since. */
    KILLED
}
