package io.mutuals.experiment.design;

/** Selects an experiment by its unique name, for batching in a loader. */
public record ExperimentKey(String key) {}
