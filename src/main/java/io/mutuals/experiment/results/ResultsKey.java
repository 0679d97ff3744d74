package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import org.jspecify.annotations.Nullable;

/**
 * What came of an experiment.
 *
 * @param metric null for that which it is decided by
 */
public record ResultsKey(Experiment experiment, @Nullable ExperimentMetric metric) {}
