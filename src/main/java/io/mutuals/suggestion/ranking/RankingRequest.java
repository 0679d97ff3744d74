package io.mutuals.suggestion.ranking;

/**
 * A ranking that is to be made.
 *
 * @param insteadOf the number of the snapshot that will not do any more; {@link #NOTHING} when there is none
 */
public record RankingRequest(RankingKey key, long insteadOf) {

    /** There is no snapshot yet. */
    static final long NOTHING = 0;
}
