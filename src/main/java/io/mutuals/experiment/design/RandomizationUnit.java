package io.mutuals.experiment.design;

/** What is assigned to a variant as one. */
public enum RandomizationUnit {
    USER,
    GRAPH_CLUSTER,
    EGO_CLUSTER
}
