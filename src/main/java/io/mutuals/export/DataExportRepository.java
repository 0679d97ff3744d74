package io.mutuals.export;

import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads and requests exports: {@code (:User)-[:EXPORTS]->(:DataExport {id, state, requestedAt, readyAt, expiresAt,
 * bytes, secret, …})}, where the rest is the progress of the job. A user has few.
 */
@Repository
class DataExportRepository {

    private static final Statement LATEST =
            new Statement("exports.latest", Cypher.of("""
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, head(COLLECT {
              MATCH (user)-[:EXPORTS]->(export:DataExport)
              RETURN {export} ORDER BY export.requestedAt DESC, export.id DESC LIMIT 1
            }) AS export
            """).with("export", DataExport.projection("export")));

    private static final Statement LOCK =
            new Statement("exports.lock", Cypher.of("""
            MATCH (user:User {id: $user})
            SET user.locked = true
            WITH collect(user) AS locked
            UNWIND locked AS user
            RETURN user.erasedAs IS NOT NULL AS isErased, coalesce(user.removedByPlatform, false) AS isRemoved,
              head(COLLECT {
                MATCH (user)-[:EXPORTS]->(export:DataExport)
                RETURN {export} ORDER BY export.requestedAt DESC, export.id DESC LIMIT 1
              }) AS export
            """).with("export", DataExport.projection("export")));

    private static final Statement CREATE =
            new Statement("exports.create", Cypher.of("""
            MATCH (user:User {id: $user})
            CALL (user) {
              MATCH (user)-[:EXPORTS]->(old:DataExport)
              SET old.expiresAt = $at
            }
            CREATE (user)-[:EXPORTS]->(export:DataExport {id: $id, state: 'QUEUED', requestedAt: $at, bytes: 0,
              secret: $secret, chunks: 0, section: '', isOpen: false, after: -1, within: -1})
            RETURN {export} AS export
            """).with("export", DataExport.projection("export")));

    private static final Statement BY_NUMBER =
            new Statement("exports.byNumber", Cypher.of("""
            MATCH (user:User)-[:EXPORTS]->(export:DataExport {id: $export})
            WHERE user.erasedAs IS NULL AND user.removedByPlatform IS NULL
            RETURN user.id AS user, export.chunks AS chunks, {export} AS export
            """).with("export", DataExport.projection("export")));

    private static final Statement CHUNK = new Statement("exports.chunk", """
            MATCH (chunk:ExportChunk {export: $export, number: $number})
            RETURN chunk.content AS content
            """);

    private final Graph graph;

    DataExportRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the latest export of each user; empty without one. Touches the exports of the users. */
    Map<DataExportKey, Optional<DataExport>> latest(Set<DataExportKey> keys) {
        return graph.readByKey(
                LATEST,
                keys,
                key -> Map.of("user", key.user()),
                Map.of(),
                (key, row) -> export(row),
                key -> Optional.empty());
    }

    /** Locks a user until the transaction ends; empty if there is no such user. */
    Optional<Locked> lock(Graph.Transaction transaction, UserId user) {
        return transaction.run(LOCK, Map.of("user", user.value())).stream()
                .findFirst()
                .map(row -> new Locked(
                        row.get("isErased").asBoolean(), row.get("isRemoved").asBoolean(), export(row)));
    }

    /** Requests an export of a locked user. Earlier ones expire at once. */
    DataExport create(Graph.Transaction transaction, UserId user, long id, String secret, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("user", user.value());
        parameters.put("id", id);
        parameters.put("secret", secret);
        parameters.put("at", Times.parameter(at));
        return DataExport.from(transaction.run(CREATE, parameters).getFirst().get("export"));
    }

    /** Returns an export with its user; empty if it is gone, or the user may not have it. */
    Optional<Stored> find(long number) {
        return graph.readFromLeader(BY_NUMBER, Map.of("export", number)).stream()
                .findFirst()
                .map(row -> new Stored(
                        new UserId(row.get("user").asLong()),
                        row.get("chunks").asInt(),
                        DataExport.from(row.get("export"))));
    }

    /** Returns the gzip bytes of a chunk; empty if it has been deleted. */
    Optional<byte[]> chunk(long export, int number) {
        List<Record> rows = graph.read(CHUNK, Map.of("export", export, "number", number));
        return rows.stream().findFirst().map(row -> row.get("content").asByteArray());
    }

    private static Optional<DataExport> export(Record row) {
        Value found = row.get("export");
        return found.isNull() ? Optional.empty() : Optional.of(DataExport.from(found));
    }

    /** A locked user, with the latest export. */
    record Locked(boolean isErased, boolean isRemoved, Optional<DataExport> latest) {}

    /** An export with its user and the number of its chunks. */
    record Stored(UserId user, int chunks, DataExport export) {}
}
