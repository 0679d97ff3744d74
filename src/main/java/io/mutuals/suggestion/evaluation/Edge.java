package io.mutuals.suggestion.evaluation;

/**
 * A friendship between two ids, ordered by them.
 *
 * @param one the smaller id
 * @param other the larger id
 * @param time when it began, in whatever unit the source has: for sorting only; NaN when not known
 * @param since when it began, in seconds since 1970; 0 when not known
 */
public record Edge(long one, long other, double time, int since) implements Comparable<Edge> {

    /** By the ids, then the earlier first, then those whose time is not known. */
    @Override
    public int compareTo(Edge edge) {
        int byOne = Long.compare(one, edge.one);
        int byOther = byOne != 0 ? byOne : Long.compare(other, edge.other);
        return byOther != 0 ? byOther : Double.compare(time, edge.time);
    }

    boolean samePair(Edge edge) {
        return one == edge.one && other == edge.other;
    }

    boolean hasTime() {
        return !Double.isNaN(time);
    }
}
