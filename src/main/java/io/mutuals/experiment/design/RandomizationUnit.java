package io.mutuals.experiment.design;

/** The unit that is assigned to a variant. */
public enum RandomizationUnit {
    USER,
    GRAPH_CLUSTER,
    EGO_CLUSTER
}
