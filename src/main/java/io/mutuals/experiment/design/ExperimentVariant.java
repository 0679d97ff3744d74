package io.mutuals.experiment.design;

/**
 * One of the things that an experiment compares.
 *
 * @param weight how many take part, beside the weights of the others, at least 1
 * @param explore how often the first place is given away by lot, 0 to 1
 * @param exploreAmong among how many of the first
 */
public record ExperimentVariant(String key, String strategy, int weight, double explore, int exploreAmong) {

    public boolean explores() {
        return explore > 0;
    }
}
