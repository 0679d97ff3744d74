package io.mutuals.experiment.statistics;

/**
 * Estimate of a quantity with its uncertainty.
 *
 * @param standardError standard error of the value; 0 if the data do not vary
 * @param interval fixed-horizon interval; unbounded if the data do not vary
 */
public record Estimate(double value, double standardError, Interval interval) {}
