package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.neo4j.Times;
import io.mutuals.picture.Picture;
import io.mutuals.user.User;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What memory holds of a video. The author is a user of their own.
 *
 * @param number the internal id
 * @param author the user who posted it; null if there is no such video, or none who posted it
 * @param durationMs the duration in milliseconds; null if unknown
 * @param thumbnail the picture that stands for it; null if there is none
 * @param audience the users who may see it
 * @param likesHidden whether the author hides its likes from all others
 * @param likes the number of users who like it
 */
public record VideoFacts(
        long number,
        @Nullable UserId author,
        String caption,
        @Nullable Integer durationMs,
        Instant createdAt,
        @Nullable Picture thumbnail,
        Audience audience,
        boolean likesHidden,
        long likes) {

    private static final int FIXED_WEIGHT = 140;

    /** Returns the facts about an id that no video has, or one without an author. */
    static VideoFacts none(long number) {
        return new VideoFacts(number, null, "", null, Instant.EPOCH, null, Audience.ONLY_ME, false, 0);
    }

    static VideoFacts from(Value map) {
        Value duration = map.get("durationMs");
        return new VideoFacts(
                map.get("id").asLong(),
                new UserId(map.get("author").asLong()),
                map.get("caption").asString(""),
                duration.isNull() ? null : duration.asInt(),
                Times.instant(map.get("createdAt")),
                Picture.from(map.get("thumbnail")),
                Audience.valueOf(map.get("audience").asString()),
                map.get("likesHidden").asBoolean(false),
                map.get("likes").asLong());
    }

    /** Returns the video, posted by {@code author}. */
    public Video by(User author) {
        return new Video(number, author, caption, durationMs, createdAt, thumbnail, audience, likesHidden);
    }

    /** Returns the approximate heap that these facts take, in bytes. */
    int weight() {
        return FIXED_WEIGHT + 2 * caption.length() + (thumbnail == null ? 0 : thumbnail.weight());
    }
}
