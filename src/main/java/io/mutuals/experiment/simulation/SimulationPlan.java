package io.mutuals.experiment.simulation;

/**
 * What is to be simulated.
 *
 * @param experiment the key of an experiment; one that there is not is created, and a draft is started
 * @param treatment the strategy of the second variant of one that is created
 * @param people how many people act, at most; drawn from those in the friendship graph
 * @param days how many, up to now
 * @param seed the same seed on the same graph makes the same decisions
 */
public record SimulationPlan(String experiment, String treatment, int people, int days, long seed) {}
