package io.mutuals.suggestion.evidence;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Visibility;

/**
 * Cypher for the users who are never suggested, whatever a ranking contains. Every page is cut by this rule;
 * {@code RankingPipeline} applies it to what is known while the ranking is computed, so that no places are wasted.
 */
public final class Exclusions {

    /**
     * A Cypher expression, to follow {@link Visibility#FOR_EACH_KEY}: the users who may not be suggested to
     * {@code viewer}, other than hidden ones. Costs one walk over the viewer's relationships.
     */
    public static final String OF_VIEWER = tiedBy("FRIENDS_WITH|REQUESTED|DISMISSED");

    /** {@link #OF_VIEWER} without friends. */
    public static final String SET_ASIDE = tiedBy("REQUESTED|DISMISSED");

    private Exclusions() {}

    private static String tiedBy(String types) {
        return Cypher.of("""
            COLLECT {
              MATCH (viewer)-[tie:{types}]-(other)
              WHERE type(tie) <> 'DISMISSED'
                OR (startNode(tie) = viewer AND (tie.until IS NULL OR tie.until > $now))
              RETURN other
            }""").with("types", types).text();
    }

    /**
     * Returns a predicate: {@code candidate} may be suggested, given evidence.
     *
     * @param candidate a Cypher variable bound to a user, where {@code viewer}, {@code hidden} and {@code excluded}
     *     (see {@link #OF_VIEWER}) are in scope
     */
    public static String maySuggest(String candidate) {
        return Cypher.of("""
               {candidate} <> viewer
               AND NOT {candidate} IN excluded
               AND {maySee}
               AND NOT {farApart}""")
                .with("candidate", candidate)
                .with("maySee", Visibility.maySee(candidate))
                .with("farApart", AgeBand.farApart("viewer", candidate))
                .text();
    }
}
