package io.mutuals.experiment.design;

/** An experiment by its number. */
public record ExperimentNumber(long number) {}
