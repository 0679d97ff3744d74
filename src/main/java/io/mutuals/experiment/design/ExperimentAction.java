package io.mutuals.experiment.design;

/** An action on an experiment, as the audit trail records it. */
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
