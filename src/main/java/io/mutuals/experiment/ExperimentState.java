package io.mutuals.experiment;

/** How far an experiment has come. */
enum ExperimentState {
    DRAFT,
    RUNNING,
    STOPPED,
    KILLED
}
