package io.mutuals.importer;

import io.mutuals.neo4j.Statement;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a file are written.
 *
 * @param again takes {@code $rows} and may be run again for the same rows without doubling anything
 * @param first like {@code again}, but only right as long as nothing of the kind is there; null when there is no cheaper way
 * @param anyThere returns {@code there}, whether something of the kind is there; null together with {@code first}
 */
public record Writing(
        Statement again,
        @Nullable Statement first,
        @Nullable Statement anyThere) {

    /** Rows that describe nodes, or anything else that one statement writes well. */
    public static Writing of(String name, String cypher) {
        return new Writing(new Statement(name, cypher), null, null);
    }

    /**
     * Rows that each describe one relationship of a type of its own. Looking for a relationship between two given nodes walks over
     * those of one of them, which is most of the work of such an import; so that is only done when there may be one.
     *
     * @param cypher has {@code %s} where {@code MERGE} or {@code CREATE} belongs
     */
    public static Writing ofRelationships(String name, String type, String cypher) {
        return new Writing(
                new Statement(name, cypher.formatted("MERGE")),
                new Statement(name + ".first", cypher.formatted("CREATE")),
                new Statement(name + ".any", "MATCH ()-[r:" + type + "]->() RETURN count(r) > 0 AS there"));
    }
}
