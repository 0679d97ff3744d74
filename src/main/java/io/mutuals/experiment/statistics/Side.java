package io.mutuals.experiment.statistics;

/**
 * What is known of one variant in a comparison.
 *
 * @param rate the metric
 * @param variance of the rate
 * @param effective how many units that all count as much would be as good ({@link Adjusted})
 */
record Side(double rate, double variance, double effective) {}
