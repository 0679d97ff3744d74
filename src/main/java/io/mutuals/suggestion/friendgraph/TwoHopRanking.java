package io.mutuals.suggestion.friendgraph;

/**
 * Ranking with the number of friends that each candidate has in common with the person ranked for.
 *
 * @param commonFriends number of common friends of each candidate that passed the ranker's limits
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record TwoHopRanking(Ranking ranking, int[] commonFriends) {

    public static final TwoHopRanking EMPTY = new TwoHopRanking(Ranking.EMPTY, new int[0]);

    public int size() {
        return commonFriends.length;
    }
}
