package io.mutuals.suggestion.friendgraph;

/**
 * Candidates of one user for the learned ranker, with their feature rows.
 *
 * @param people people as numbered in the graph, ascending
 * @param rows row-major feature matrix with {@link #width()} columns and one row per candidate
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record FeatureMatrix(int[] people, float[] rows) {

    public int size() {
        return people.length;
    }

    /** Returns the number of columns of a feature row. */
    public static int width() {
        return Feature.WIDTH;
    }

    /**
     * Returns the name of a column, for example {@code ADAMIC_ADAR}, {@code ADAMIC_ADAR:share} or {@code
     * ADAMIC_ADAR:rank}.
     */
    public static String name(int column) {
        return Feature.name(column);
    }
}
