package io.mutuals.export;

import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Values;
import org.springframework.stereotype.Repository;

/**
 * Stores how far exports are written, and their chunks: {@code (:ExportChunk {export, number, content})} with gzip
 * bytes. A replica claims an export for {@link #CLAIM}, and stores a chunk only while the claim is its own, so no chunk
 * is stored twice.
 */
@Repository
class ExportJobRepository {

    /** How long a replica may take from one chunk to the next before another one goes on. */
    static final Duration CLAIM = Duration.ofMinutes(10);

    private static final Duration SECTION_TIME_LIMIT = Duration.ofMinutes(9);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);
    private static final int MAX_FAILURES = 5;

    /** Chunks of the usual size that take a few megabytes together. */
    private static final int MOST = 100;

    private static final String IS_DUE =
            "export.state IN ['QUEUED', 'RUNNING'] AND coalesce(export.claimedUntil <= $now, true)";

    /** Touches the exports that are to be written. */
    private static final Statement CLAIM_NEXT = new Statement("exports.claim", """
            MATCH (export:DataExport)
            WHERE %1$s
            WITH export
            ORDER BY export.requestedAt
            LIMIT 1
            SET export.locked = true
            WITH export
            WHERE %1$s
            SET export.state = 'RUNNING', export.claim = $claim, export.claimedUntil = $until
            WITH export
            MATCH (user:User)-[:EXPORTS]->(export)
            RETURN user.id AS user, export {.id, .requestedAt, .chunks, .section, .isOpen, .after, .within} AS export
            """.formatted(IS_DUE));

    private static final Statement APPEND = new Statement("exports.append", """
            MATCH (:User)-[:EXPORTS]->(export:DataExport {id: $export})
            SET export.locked = true
            WITH export
            WHERE export.state = 'RUNNING' AND export.claim = $claim AND export.chunks = $number
            CREATE (:ExportChunk {export: $export, number: $number, content: $content})
            SET export += $progress, export.bytes = export.bytes + $size, export.chunks = $number + 1,
              export.claimedUntil = $until
            RETURN 1 AS appended
            """);

    private static final Statement FAIL = new Statement("exports.fail", """
            MATCH (export:DataExport {id: $export})
            SET export.locked = true
            WITH export
            WHERE export.state = 'RUNNING' AND export.claim = $claim
            SET export.failures = coalesce(export.failures, 0) + 1, export.claimedUntil = $until
            WITH export
            WHERE export.failures >= $most
            SET export.state = 'FAILED', export.expiresAt = $expiresAt
            RETURN 1 AS failed
            """);

    private static final Statement DELETE_CHUNKS = new Statement("exports.deleteChunks", """
            CALL () {
              MATCH (export:DataExport)
              WHERE export.expiresAt <= $now
              RETURN export
              UNION
              MATCH (export:DataExport)
              WHERE export.state = 'FAILED'
              RETURN export
            }
            MATCH (chunk:ExportChunk {export: export.id})
            WITH chunk
            LIMIT $most
            DELETE chunk
            RETURN 1 AS deleted
            """);

    private static final Statement DELETE = new Statement("exports.delete", """
            MATCH (export:DataExport)
            WHERE export.expiresAt <= $now AND export.requestedAt <= $before
              AND NOT EXISTS { MATCH (:ExportChunk {export: export.id}) }
            WITH export
            LIMIT $most
            DETACH DELETE export
            RETURN 1 AS deleted
            """);

    private final Graph graph;
    private final ExportProperties properties;
    private final InstantSource clock;
    private final RandomGenerator random;

    ExportJobRepository(Graph graph, ExportProperties properties, InstantSource clock, RandomGenerator random) {
        this.graph = graph;
        this.properties = properties;
        this.clock = clock;
        this.random = random;
    }

    /** Claims the export that has waited for longest; empty if none is to be written. */
    Optional<ExportJob> claim() {
        long claim = random.nextLong();
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("claim", claim);
        parameters.put("until", later(CLAIM));
        return graph.write(CLAIM_NEXT.name(), transaction -> transaction.run(CLAIM_NEXT, parameters)).stream()
                .findFirst()
                .map(row -> job(row, claim));
    }

    private static ExportJob job(Record row, long claim) {
        var export = row.get("export");
        return new ExportJob(
                export.get("id").asLong(),
                new UserId(row.get("user").asLong()),
                Times.instant(export.get("requestedAt")),
                claim,
                export.get("chunks").asInt(),
                new ExportProgress(
                        export.get("section").asString(),
                        export.get("isOpen").asBoolean(),
                        new ExportPosition(
                                export.get("after").asLong(),
                                export.get("within").asLong())));
    }

    /** Reads the rest of a section. */
    void read(ExportSection section, ExportJob job, ExportPosition from, Consumer<Record> each) {
        graph.stream(
                section.statement(),
                Map.of("user", job.user().value(), "after", from.after(), "within", from.within()),
                SECTION_TIME_LIMIT,
                each);
    }

    /**
     * Stores a chunk; returns whether the job was still this replica's.
     *
     * @param number the number of the chunk, from 0
     * @param content gzip bytes
     * @param size the number of bytes before compression
     * @param progress what the chunks contain together with this one; null if it is the last
     */
    boolean append(ExportJob job, int number, byte[] content, int size, @Nullable ExportProgress progress) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        if (progress == null) {
            properties.put("state", DataExportState.READY.name());
            properties.put("readyAt", later(Duration.ZERO));
            properties.put("expiresAt", later(this.properties.kept()));
        } else {
            properties.put("section", progress.section());
            properties.put("isOpen", progress.isOpen());
            properties.put("after", progress.position().after());
            properties.put("within", progress.position().within());
        }
        Map<String, @Nullable Object> parameters = claimed(job, CLAIM);
        parameters.put("number", number);
        parameters.put("content", Values.value(content));
        parameters.put("size", size);
        parameters.put("progress", properties);
        return !graph.write(APPEND.name(), transaction -> transaction.run(APPEND, parameters))
                .isEmpty();
    }

    /** Lets the job be tried again later, or fail for good if it has failed too often. */
    void fail(ExportJob job) {
        Map<String, @Nullable Object> parameters = claimed(job, RETRY_AFTER);
        parameters.put("most", MAX_FAILURES);
        parameters.put("expiresAt", later(properties.kept()));
        graph.write(FAIL.name(), transaction -> transaction.run(FAIL, parameters));
    }

    /** Deletes a batch of what has expired; returns whether there may be more. */
    boolean deleteExpired() {
        Instant before = clock.instant().minus(properties.pause());
        Map<String, Object> parameters = Map.of("most", MOST, "before", Values.value(Times.parameter(before)));
        return graph.write(
                DELETE.name(),
                transaction -> !transaction.run(DELETE_CHUNKS, parameters).isEmpty()
                        || !transaction.run(DELETE, parameters).isEmpty());
    }

    private Map<String, @Nullable Object> claimed(ExportJob job, Duration time) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("export", job.number());
        parameters.put("claim", job.claim());
        parameters.put("until", later(time));
        return parameters;
    }

    private @Nullable Object later(Duration time) {
        return Times.parameter(clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(time));
    }
}
