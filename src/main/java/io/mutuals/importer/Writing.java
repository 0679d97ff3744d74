package io.mutuals.importer;

import io.mutuals.neo4j.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The statements that write the rows of a file.
 *
 * @param merge writes {@code $rows}; idempotent
 * @param create writes {@code $rows} faster, but only if the graph holds nothing of the kind yet; null if there is no
 *     faster way
 * @param exists returns {@code isPresent}, whether the graph holds anything of the kind; null if {@code create} is null
 */
public record Writing(
        Statement merge,
        @Nullable Statement create,
        @Nullable Statement exists) {

    /** Returns the writing of rows with one idempotent statement. */
    public static Writing of(String name, String cypher) {
        return new Writing(new Statement(name, cypher), null, null);
    }

    /**
     * Returns the writing of relationships. MERGE walks over the relationships of one of the two nodes, which is most
     * of the cost of such an import, so CREATE is used as long as the graph has no relationship of the type.
     *
     * @param name the name of the statements
     * @param type the relationship type, which no other file writes
     * @param cypher the statement, with {@code %s} in place of {@code MERGE} or {@code CREATE}
     */
    public static Writing ofRelationships(String name, String type, String cypher) {
        return new Writing(
                new Statement(name, cypher.formatted("MERGE")),
                new Statement(name + ".first", cypher.formatted("CREATE")),
                new Statement(name + ".any", "MATCH ()-[r:" + type + "]->() RETURN count(r) > 0 AS isPresent"));
    }
}
