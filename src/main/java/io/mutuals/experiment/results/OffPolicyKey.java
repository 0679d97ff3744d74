package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;

/**
 * Loader key of off-policy estimates.
 *
 * @param variant key of a variant that explores
 * @param target name of the strategy to estimate
 */
public record OffPolicyKey(Experiment experiment, String variant, String target, ExperimentMetric metric) {}
