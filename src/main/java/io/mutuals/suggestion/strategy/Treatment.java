package io.mutuals.suggestion.strategy;

/**
 * Recipe that a viewer gets, and the experiment variant it counts for.
 *
 * @param recipe name of the recipe, as returned by {@link Strategies}
 * @param experiment number of the experiment that assigned it; {@link #NO_EXPERIMENT} if none did, or if it is not
 * counted
 * @param variant index of the variant in the experiment, from 0
 */
public record Treatment(String recipe, long experiment, int variant) {

    /** Value of {@code experiment} if there is none. */
    public static final long NO_EXPERIMENT = 0;

    /** Returns a treatment that no experiment counts. */
    public static Treatment uncounted(String recipe) {
        return new Treatment(recipe, NO_EXPERIMENT, 0);
    }

    /** Returns whether an experiment counts its outcomes. */
    public boolean isCounted() {
        return experiment != NO_EXPERIMENT;
    }
}
