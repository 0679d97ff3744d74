package io.mutuals.suggestion.friendgraph;

/**
 * The weight of one thing that two people have in common, such as a friend, a group or a liked video: 1 / ln(number of
 * people who share the thing), where one counts as two (Adamic &amp; Adar, "Friends and neighbors on the Web", 2003).
 *
 * <p>Weights are whole billionths, so that the order of summation cannot decide a tie. Java and Cypher round alike.
 */
public final class AdamicAdar {

    /** Number of units in which weights are counted that make one point of a score. */
    public static final double UNITS_PER_POINT = 1e9;

    private AdamicAdar() {}

    /** Returns the weight of a thing in units, rounded half up. */
    public static long weight(int sharers) {
        return Math.round(UNITS_PER_POINT / Math.log(Math.max(2, sharers)));
    }

    /**
     * Returns a Cypher expression for the weight of a thing in units.
     *
     * @param sharers an expression for the number of people who share the thing
     */
    public static String weight(String sharers) {
        return "toInteger(round(1e9 / log(CASE WHEN %1$s < 2 THEN 2 ELSE %1$s END)))".formatted(sharers);
    }
}
