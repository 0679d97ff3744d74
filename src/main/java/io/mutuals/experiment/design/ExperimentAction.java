package io.mutuals.experiment.design;

/** An action on an experiment, as the audit trail records it. */
public enum ExperimentAction {
    /** It was created as a draft. */
    CREATED,
    /** It was started. */
    STARTED,
    /** The share of users in it was changed. */
    RAMPED,
    /** It was stopped. */
    STOPPED,
    /** It was killed. */
    KILLED,
    /** A crossed guardrail stopped it. */
    GUARDRAIL_STOPPED,
    /** A user was given a trial variant. */
    OVERRIDDEN,
    /** A simulation generated behaviour of its users. */
    SIMULATED
}
