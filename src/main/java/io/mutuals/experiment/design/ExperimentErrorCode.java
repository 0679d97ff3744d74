package io.mutuals.experiment.design;

/** Error codes of all experiment mutations. The schema has an enum per mutation with the codes that it can return. */
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
