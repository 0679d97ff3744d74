package io.mutuals.experiment.design;

/** The way an experiment compares its variants. */
public enum ExperimentKind {
    /** Each user gets one variant. */
    AB,
    /** Each user gets both variants in one interleaved list. */
    INTERLEAVING
}
