package io.mutuals.experiment.design;

/** Loader key of an experiment by its key. */
public record ExperimentKey(String key) {}
