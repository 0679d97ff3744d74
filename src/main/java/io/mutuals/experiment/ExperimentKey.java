package io.mutuals.experiment;

/** An experiment by its key. */
record ExperimentKey(String key) {}
