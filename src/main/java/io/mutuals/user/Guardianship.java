package io.mutuals.user;

import io.mutuals.neo4j.Cypher;

/**
 * The relationship {@code (guardian:User)-[:GUARDS]->(ward:User)}, and when it holds: while the guardian is an adult
 * and the ward is not. Ages change without a write, so each statement that uses the relationship asks.
 */
public final class Guardianship {

    private Guardianship() {}

    /**
     * Returns a Cypher predicate: a {@code GUARDS} from {@code guardian} to {@code ward} holds.
     *
     * @param guardian a Cypher variable bound to a user
     * @param ward a Cypher variable bound to a user
     */
    public static String holds(String guardian, String ward) {
        return "(NOT %s AND %s)"
                .formatted(AgeBand.FROM_16_TO_17.orYounger(guardian), AgeBand.FROM_16_TO_17.orYounger(ward));
    }

    /** Returns whether a {@code GUARDS} between users of these ages holds. */
    public static boolean holds(AgeBand guardian, AgeBand ward) {
        return guardian == AgeBand.ADULT && ward != AgeBand.ADULT;
    }

    /** Returns a Cypher expression for the number of guardians of {@code ward}. */
    public static String guardiansOf(String ward) {
        return Cypher.of("COUNT { MATCH (anyGuardian:User)-[:GUARDS]->({ward}) WHERE {holds} }")
                .with("ward", ward)
                .with("holds", holds("anyGuardian", ward))
                .text();
    }
}
