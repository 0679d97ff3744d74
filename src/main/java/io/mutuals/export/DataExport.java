package io.mutuals.export;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * An export as its user sees it.
 *
 * @param number the internal id; clients see {@link #id()}
 * @param readyAt the time from which it can be downloaded; null unless it is ready
 * @param expiresAt the time at which it is deleted; null while it is being written
 * @param bytes the size of the document; of what is written so far while it is being written
 * @param secret the key of its links
 */
record DataExport(
        long number,
        DataExportState state,
        Instant requestedAt,
        @Nullable Instant readyAt,
        @Nullable Instant expiresAt,
        long bytes,
        String secret) {

    private static final IdType ID = new IdType("dex");

    /** Returns a Cypher map of the export {@code variable}, to be read by {@link #from}. */
    static String projection(String variable) {
        return variable + " {.id, .state, .requestedAt, .readyAt, .expiresAt, .bytes, .secret}";
    }

    /** Reads a {@linkplain #projection projection}. */
    static DataExport from(Value map) {
        return new DataExport(
                map.get("id").asLong(),
                DataExportState.valueOf(map.get("state").asString()),
                Times.instant(map.get("requestedAt")),
                Times.instantOrNull(map.get("readyAt")),
                Times.instantOrNull(map.get("expiresAt")),
                map.get("bytes").asLong(),
                map.get("secret").asString());
    }

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number);
    }

    /** Returns whether it is still to be written. */
    boolean isPending() {
        return state == DataExportState.QUEUED || state == DataExportState.RUNNING;
    }

    /** Returns whether it can be downloaded at {@code now}. */
    boolean isReady(Instant now) {
        return state == DataExportState.READY && expiresAt != null && now.isBefore(expiresAt);
    }

    /** Returns whether its user still sees it at {@code now}. */
    boolean isKept(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }
}
