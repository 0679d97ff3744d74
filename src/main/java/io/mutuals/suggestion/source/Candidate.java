package io.mutuals.suggestion.source;

/**
 * A user that a viewer may know.
 *
 * <p>Evidence follows Adamic and Adar ("Friends and neighbors on the Web", 2003): the sum, over the things that the two
 * have in common, of 1 / ln(number of people who share the thing). It is summed in whole billionths, so that the order
 * of summation cannot decide a tie.
 *
 * @param evidence above 0; comparable between sources
 */
public record Candidate(long person, double evidence) {

    /**
     * Returns a Cypher expression for the evidence of one common thing, in whole billionths.
     *
     * @param shared an expression for the number of people who share the thing
     */
    static String weight(String shared) {
        return "toInteger(round(1e9 / log(CASE WHEN %1$s < 2 THEN 2 ELSE %1$s END)))".formatted(shared);
    }
}
