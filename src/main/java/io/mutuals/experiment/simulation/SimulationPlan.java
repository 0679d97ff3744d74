package io.mutuals.experiment.simulation;

/**
 * The parameters of a simulation.
 *
 * @param experiment key of the experiment; created if it does not exist, started if it is a draft
 * @param treatment strategy of the second variant if the experiment is created
 * @param people maximum number of users who act, drawn from the friendship graph
 * @param days number of simulated days, up to now
 * @param seed the same seed on the same graph makes the same decisions
 */
public record SimulationPlan(String experiment, String treatment, int people, int days, long seed) {}
