package io.mutuals.experiment.design;

/** Why something about experiments was not done. The schema has an enum for each mutation with those of them that it can meet. */
public enum ExperimentErrorCode {
    NOT_FOUND,
    WRONG_STATE,
    CONFLICT,
    LAYER_FULL,
    INVALID_VALUE,
    NO_GRAPH,
    KEY_TAKEN,
    UNKNOWN_STRATEGY
}
