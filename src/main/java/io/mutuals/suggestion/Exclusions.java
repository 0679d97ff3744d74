package io.mutuals.suggestion;

import io.mutuals.user.Visibility;

/** Who is never suggested, whatever a ranking says; the same rule when a ranking is computed and when a page is cut from it. */
final class Exclusions {

    private Exclusions() {}

    /**
     * A Cypher predicate: {@code candidate} may be suggested to {@code viewer}. It takes the parameter {@code $now}.
     *
     * @param viewer a Cypher variable bound to a user
     * @param candidate a Cypher variable bound to a user
     */
    static String maySuggest(String viewer, String candidate) {
        return """
               %1$s <> %2$s
               AND NOT EXISTS { (%1$s)-[:FRIENDS_WITH|REQUESTED]-(%2$s) }
               AND NOT EXISTS { (%1$s)-[d:DISMISSED]->(%2$s) WHERE d.until IS NULL OR d.until > $now }
               AND %3$s""".formatted(viewer, candidate, Visibility.maySee(viewer, candidate));
    }
}
