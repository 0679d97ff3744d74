package io.mutuals.experiment;

/** An experiment by its number. */
record ExperimentNumber(long number) {}
