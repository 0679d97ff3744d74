package io.mutuals.experiment;

/**
 * What another strategy would have earned.
 *
 * @param variant the key of a variant that explores
 * @param target the name of the strategy
 */
record OffPolicyKey(Experiment experiment, String variant, String target, ExperimentMetric metric) {}
