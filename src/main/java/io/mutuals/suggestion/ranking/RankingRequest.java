package io.mutuals.suggestion.ranking;

/**
 * Request to make a ranking.
 *
 * @param replaces number of the snapshot to be replaced; {@link #NOTHING} if there is none
 */
public record RankingRequest(RankingKey key, long replaces) {

    /** Value of {@code replaces} if there is no snapshot yet. */
    static final long NOTHING = 0;
}
