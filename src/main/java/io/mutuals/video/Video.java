package io.mutuals.video;

import io.mutuals.api.IdType;
import io.mutuals.neo4j.Times;
import io.mutuals.picture.Picture;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A video.
 *
 * @param number the internal id; clients see {@link #id()}
 * @param durationMs the duration in milliseconds; null if unknown
 * @param thumbnail the picture that stands for it; null if there is none
 * @param audience the users who may see it; to be shown to the author only
 * @param likesHidden whether the author hides its likes from all others
 */
public record Video(
        long number,
        User author,
        String caption,
        @Nullable Integer durationMs,
        Instant createdAt,
        @Nullable Picture thumbnail,
        Audience audience,
        boolean likesHidden) {

    /** The id type of videos. */
    public static final IdType ID = new IdType("vid");

    /** Returns a Cypher map of the video {@code video} by the user {@code author}, to be read by {@link #from}. */
    public static String projection(String video, String author) {
        return video + " {.id, .caption, .durationMs, .createdAt, .thumbnail, .audience, .likesHidden, author: "
                + User.projection(author) + "}";
    }

    /** Reads a {@linkplain #projection projection}. */
    public static Video from(Value map) {
        Value duration = map.get("durationMs");
        return new Video(
                map.get("id").asLong(),
                User.from(map.get("author")),
                map.get("caption").asString(""),
                duration.isNull() ? null : duration.asInt(),
                Times.instant(map.get("createdAt")),
                Picture.from(map.get("thumbnail")),
                Audience.valueOf(map.get("audience").asString()),
                map.get("likesHidden").asBoolean(false));
    }

    /** Returns the opaque id. */
    public String id() {
        return ID.encode(number);
    }
}
