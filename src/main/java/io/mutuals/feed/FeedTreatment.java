package io.mutuals.feed;

/**
 * The strategy that a viewer gets, and the experiment variant that it counts for.
 *
 * @param experiment the number of the experiment; {@link #NO_EXPERIMENT} if none assigned it, or if it is not counted
 * @param variant the index of the variant in the experiment, from 0
 */
public record FeedTreatment(String strategy, long experiment, int variant) {

    /** The value of {@code experiment} if there is none. */
    public static final long NO_EXPERIMENT = 0;

    /** Returns a treatment that no experiment counts. */
    public static FeedTreatment uncounted(String strategy) {
        return new FeedTreatment(strategy, NO_EXPERIMENT, 0);
    }

    /** Returns whether an experiment counts its outcomes. */
    public boolean isCounted() {
        return experiment != NO_EXPERIMENT;
    }
}
