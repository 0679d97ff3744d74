package io.mutuals.experiment;

/** What can be done to an experiment. */
enum ExperimentAction {
    CREATED,
    STARTED,
    RAMPED,
    STOPPED,
    KILLED,
    GUARDRAIL_STOPPED,
    OVERRIDDEN
}
