package io.mutuals.video;

import io.mutuals.picture.Picture;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A video as the platform tells of it.
 *
 * @param durationMs the duration in milliseconds; null if unknown
 * @param thumbnail null for none
 * @param postedAt when it was posted; null keeps what is stored, and is now for a new video
 * @param audience who may see it; null keeps what is stored, and is everyone for a new video
 */
public record ToldVideo(
        String caption,
        @Nullable Integer durationMs,
        @Nullable Picture thumbnail,
        @Nullable Instant postedAt,
        @Nullable Audience audience) {}
