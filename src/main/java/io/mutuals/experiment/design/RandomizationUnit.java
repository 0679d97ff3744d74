package io.mutuals.experiment.design;

/** The unit that is assigned to a variant. */
public enum RandomizationUnit {
    /** Each user on their own. */
    USER,
    /** Each community of the friend graph. */
    GRAPH_CLUSTER,
    /** A user together with their friends; only that user is measured. */
    EGO_CLUSTER
}
