package io.mutuals.experiment.design;

/** How far an experiment has come. */
public enum ExperimentState {
    DRAFT,
    RUNNING,
    STOPPED,
    KILLED
}
