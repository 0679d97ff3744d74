package io.mutuals.suggestion.friendgraph;

/**
 * People ordered by descending score; ties are in ascending order of user ids.
 *
 * @param people people as numbered in the graph
 * @param scores score of each person, above 0
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Ranking(int[] people, double[] scores) {

    public static final Ranking EMPTY = new Ranking(new int[0], new double[0]);

    public int size() {
        return people.length;
    }
}
