package io.mutuals.experiment.design;

/**
 * One of the alternatives that an experiment compares.
 *
 * @param weight relative size of the variant, at least 1
 * @param explore probability that a ranking draws its first place at random, 0 to 1
 * @param exploreAmong number of leading candidates to draw from
 */
public record ExperimentVariant(String key, String strategy, int weight, double explore, int exploreAmong) {

    public boolean explores() {
        return explore > 0;
    }
}
