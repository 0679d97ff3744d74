package io.mutuals.experiment.design;

/** The state of an experiment in its lifecycle. */
public enum ExperimentState {
    DRAFT,
    RUNNING,
    STOPPED,
    KILLED
}
