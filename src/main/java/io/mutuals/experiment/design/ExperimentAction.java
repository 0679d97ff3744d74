package io.mutuals.experiment.design;

/** What can be done to an experiment. */
public enum ExperimentAction {
    CREATED,
    STARTED,
    RAMPED,
    STOPPED,
    KILLED,
    GUARDRAIL_STOPPED,
    OVERRIDDEN,
    SIMULATED
}
