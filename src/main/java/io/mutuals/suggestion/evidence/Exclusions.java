package io.mutuals.suggestion.evidence;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.ranking.RankingPipeline;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Visibility;

/**
 * Who is never suggested, whatever a ranking says. A page is cut by this rule; when a ranking is made, {@link RankingPipeline} applies it to what
 * is known then, so that places are not wasted.
 */
public final class Exclusions {

    /**
     * A Cypher expression, to follow {@link Visibility#FOR_EACH_KEY}: all who may not be suggested to {@code viewer}, except the
     * hidden. It costs one walk over the viewer's relationships.
     */
    public static final String OF_VIEWER = tiedBy("FRIENDS_WITH|REQUESTED|DISMISSED");

    /** The same without friends. */
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
     * A predicate: {@code candidate} may be suggested, if there is evidence.
     *
     * @param candidate a Cypher variable bound to a user, where {@code viewer}, {@code hidden} and {@code excluded} (of
     *     {@link #OF_VIEWER}) are in scope
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
