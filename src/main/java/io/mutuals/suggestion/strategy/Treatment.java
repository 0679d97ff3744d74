package io.mutuals.suggestion.strategy;

/**
 * What decides somebody's ranking.
 *
 * @param recipe the name of how it is made, as {@link Strategies} gives it
 * @param experiment the number of the experiment that decided it; {@link #NO_EXPERIMENT} when none did, or when it is not to be counted
 * @param variant the index of the experiment's variant, from 0
 */
public record Treatment(String recipe, long experiment, int variant) {

    /** Stands for no experiment. */
    public static final long NO_EXPERIMENT = 0;

    /** A ranking that no experiment counts. */
    public static Treatment uncounted(String recipe) {
        return new Treatment(recipe, NO_EXPERIMENT, 0);
    }

    /** Whether an experiment counts what comes of it. */
    public boolean isCounted() {
        return experiment != NO_EXPERIMENT;
    }
}
