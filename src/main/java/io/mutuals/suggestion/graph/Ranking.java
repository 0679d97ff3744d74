package io.mutuals.suggestion.graph;

/**
 * People in order, best first; of equal scores the smaller id comes first.
 *
 * @param people their numbers in the graph
 * @param scores one for each, above 0, never ascending
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Ranking(int[] people, double[] scores) {

    public static final Ranking EMPTY = new Ranking(new int[0], new double[0]);

    public int size() {
        return people.length;
    }
}
