package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentMetric;

/**
 * What another strategy would have earned.
 *
 * @param variant the key of a variant that explores
 * @param target the name of the strategy
 */
public record OffPolicyKey(Experiment experiment, String variant, String target, ExperimentMetric metric) {}
