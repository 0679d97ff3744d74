package io.mutuals.experiment;

/** What an experiment does with its variants. */
enum ExperimentKind {
    /** Each person gets one of them. */
    AB,
    /** Each person gets two of them in one list. */
    INTERLEAVING
}
