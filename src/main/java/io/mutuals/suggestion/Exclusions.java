package io.mutuals.suggestion;

import io.mutuals.user.AgeBand;
import io.mutuals.user.Visibility;

/** Who is never suggested, whatever a ranking says; the same rule when a ranking is made and when a page is cut from it. */
final class Exclusions {

    /**
     * A Cypher expression, to follow {@link Visibility#FOR_EACH_KEY}: all who may not be suggested to {@code viewer}, except the
     * hidden. It costs one walk over the viewer's relationships.
     */
    static final String OF_VIEWER = """
            COLLECT {
              MATCH (viewer)-[tie:FRIENDS_WITH|REQUESTED|DISMISSED]-(other)
              WHERE type(tie) <> 'DISMISSED'
                OR (startNode(tie) = viewer AND (tie.until IS NULL OR tie.until > $now))
              RETURN other
            }""";

    private Exclusions() {}

    /**
     * A predicate: {@code candidate} may be suggested, if there is evidence.
     *
     * @param candidate a Cypher variable bound to a user, where {@code viewer}, {@code hidden} and {@code excluded} (of
     *     {@link #OF_VIEWER}) are in scope
     */
    static String maySuggest(String candidate) {
        return """
               %1$s <> viewer
               AND NOT %1$s IN excluded
               AND %2$s
               AND NOT %3$s""".formatted(candidate, Visibility.maySee(candidate), AgeBand.farApart("viewer", candidate));
    }
}
