package io.mutuals.suggestion.evaluation;

/**
 * A friendship between two user ids.
 *
 * @param one the smaller id
 * @param other the larger id
 * @param time the start in the unit of the source, for sorting only; NaN if unknown
 * @param since the start in seconds since 1970; 0 if unknown
 */
public record TimedFriendship(long one, long other, double time, int since) implements Comparable<TimedFriendship> {

    /** Orders by {@code one}, {@code other} and {@code time}; unknown times come last. */
    @Override
    public int compareTo(TimedFriendship edge) {
        int byOne = Long.compare(one, edge.one);
        int byOther = byOne != 0 ? byOne : Long.compare(other, edge.other);
        return byOther != 0 ? byOther : Double.compare(time, edge.time);
    }

    boolean samePair(TimedFriendship edge) {
        return one == edge.one && other == edge.other;
    }

    boolean hasTime() {
        return !Double.isNaN(time);
    }
}
