package io.mutuals.suggestion.graph;

/**
 * Whom the learned ranker considers for a user, with what it knows of each.
 *
 * @param people numbers in the graph, ascending
 * @param rows {@link Feature#WIDTH} numbers for each
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Candidates(int[] people, float[] rows) {

    public int size() {
        return people.length;
    }

    /** How many numbers a row has. */
    public static int width() {
        return Feature.WIDTH;
    }

    /** What the numbers in a column are. */
    public static String name(int column) {
        return Feature.name(column);
    }
}
