package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a viewer may know.
 *
 * <p>Evidence is the idea of Adamic & Adar ("Friends and neighbors on the Web", 2003): the sum, over the things that the two have in common,
 * of 1 / ln(how many share the thing). It is summed in whole billionths, so that the order of summing cannot decide a tie.
 *
 * @param evidence greater than 0; comparable between sources
 */
record Candidate(long person, double evidence) {

    private static final double BILLION = 1e9;

    /**
     * A Cypher expression: what one common thing says, in whole billionths.
     *
     * @param shared an expression: how many people share the thing
     */
    static String weight(String shared) {
        return "toInteger(round(1e9 / log(CASE WHEN %1$s < 2 THEN 2 ELSE %1$s END)))".formatted(shared);
    }

    /**
     * Asks a source's statement for the candidates of each viewer.
     *
     * @param statement unwinds {@code $keys AS key}, finds the viewer {@code key.viewer}, and returns {@code key.index AS index} and
     *     {@code found}, a list of pairs of an id and evidence in whole billionths
     */
    static Map<Long, List<Candidate>> find(
            Graph graph, Statement statement, Set<Long> viewers, Map<String, Object> parameters) {
        return find(graph, statement, viewers, viewer -> Map.of("viewer", viewer), parameters);
    }

    /** @param row what the statement knows of one viewer, {@code viewer} among it */
    static Map<Long, List<Candidate>> find(
            Graph graph,
            Statement statement,
            Set<Long> viewers,
            Function<Long, Map<String, ? extends @Nullable Object>> row,
            Map<String, Object> parameters) {
        if (viewers.isEmpty()) {
            return Map.of();
        }
        return graph.readByKey(
                statement,
                viewers,
                row,
                parameters,
                (viewer, answer) -> answer.get("found")
                        .asList(pair ->
                                new Candidate(pair.get(0).asLong(), pair.get(1).asLong() / BILLION)));
    }
}
