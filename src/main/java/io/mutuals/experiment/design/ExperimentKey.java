package io.mutuals.experiment.design;

/** An experiment by its key. */
public record ExperimentKey(String key) {}
