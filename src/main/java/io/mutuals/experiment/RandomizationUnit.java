package io.mutuals.experiment;

/** What is assigned to a variant as one. */
enum RandomizationUnit {
    USER,
    GRAPH_CLUSTER,
    EGO_CLUSTER
}
