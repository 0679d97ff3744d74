package io.mutuals.suggestion.source;

/**
 * Somebody whom a viewer may know.
 *
 * <p>Evidence is the idea of Adamic & Adar ("Friends and neighbors on the Web", 2003): the sum, over the things that the two have in common,
 * of 1 / ln(how many share the thing). It is summed in whole billionths, so that the order of summing cannot decide a tie.
 *
 * @param evidence greater than 0; comparable between sources
 */
public record Candidate(long person, double evidence) {

    /**
     * A Cypher expression: what one common thing says, in whole billionths.
     *
     * @param shared an expression: how many people share the thing
     */
    static String weight(String shared) {
        return "toInteger(round(1e9 / log(CASE WHEN %1$s < 2 THEN 2 ELSE %1$s END)))".formatted(shared);
    }
}
