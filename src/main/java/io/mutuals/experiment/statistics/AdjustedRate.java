package io.mutuals.experiment.statistics;

/**
 * One variant of a comparison, after adjustment.
 *
 * @param rate metric of the variant
 * @param variance variance of the rate
 * @param effective effective units, see {@link AdjustedPair}
 */
record AdjustedRate(double rate, double variance, double effective) {}
