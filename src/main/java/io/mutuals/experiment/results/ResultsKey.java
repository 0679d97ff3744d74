package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;
import org.jspecify.annotations.Nullable;

/**
 * Loader key of the results of an experiment.
 *
 * @param metric null for the primary metric
 */
public record ResultsKey(Experiment experiment, @Nullable ExperimentMetric metric) {}
