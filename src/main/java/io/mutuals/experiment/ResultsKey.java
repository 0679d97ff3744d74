package io.mutuals.experiment;

import org.jspecify.annotations.Nullable;

/**
 * What came of an experiment.
 *
 * @param metric null for that which it is decided by
 */
record ResultsKey(Experiment experiment, @Nullable ExperimentMetric metric) {}
