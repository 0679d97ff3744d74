package io.mutuals.suggestion.graph;

/**
 * People in order, with how many friends they have in common with the one to whom they are suggested.
 *
 * @param commonFriends one for each, of those friends who count
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record TwoHopRanking(Ranking ranking, int[] commonFriends) {

    public static final TwoHopRanking EMPTY = new TwoHopRanking(Ranking.EMPTY, new int[0]);

    public int size() {
        return commonFriends.length;
    }
}
