package io.mutuals.experiment.design;

/** What an experiment does with its variants. */
public enum ExperimentKind {
    /** Each person gets one of them. */
    AB,
    /** Each person gets two of them in one list. */
    INTERLEAVING
}
