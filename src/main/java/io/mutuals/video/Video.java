package io.mutuals.video;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * Something to watch, and to talk about.
 *
 * @param number the id inside; outside it is {@link #id()}
 * @param durationMs in milliseconds; null when not known
 */
public record Video(
        long number, User author, String caption, @Nullable Integer durationMs, Instant createdAt) {

    /** The kind of id that names a video. */
    public static final IdType ID = new IdType("vid");

    /** The video {@code video}, posted by the user {@code author}, as a Cypher map to be read by {@link #from}. */
    public static String projection(String video, String author) {
        return video + " {.id, .caption, .durationMs, .createdAt, author: " + User.projection(author) + "}";
    }

    /** Reads a {@linkplain #projection projection}. */
    public static Video from(Value map) {
        Value duration = map.get("durationMs");
        return new Video(
                map.get("id").asLong(),
                User.from(map.get("author")),
                map.get("caption").asString(""),
                duration.isNull() ? null : duration.asInt(),
                Times.instant(map.get("createdAt")));
    }

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }
}
