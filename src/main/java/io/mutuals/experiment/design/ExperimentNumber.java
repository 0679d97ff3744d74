package io.mutuals.experiment.design;

/** Loader key of an experiment by its number. */
public record ExperimentNumber(long number) {}
