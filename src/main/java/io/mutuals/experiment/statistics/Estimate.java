package io.mutuals.experiment.statistics;

/**
 * What a quantity is thought to be.
 *
 * @param standardError 0 when nothing varied
 * @param interval for whoever looks once; everywhere when nothing varied
 */
public record Estimate(double value, double standardError, Interval interval) {}
