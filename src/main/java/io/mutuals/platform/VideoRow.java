package io.mutuals.platform;

import io.mutuals.picture.PictureRules;
import io.mutuals.video.Audience;
import io.mutuals.video.ToldVideo;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code putVideos}. */
record VideoRow(
        String key,
        Instant changedAt,
        String authorKey,
        String caption,
        @Nullable Integer durationMs,
        PictureRules.@Nullable Input thumbnail,
        @Nullable Instant postedAt,
        @Nullable Audience audience)
        implements KeyedRow {

    ToldVideo told() {
        return new ToldVideo(caption, durationMs, thumbnail == null ? null : thumbnail.picture(), postedAt, audience);
    }
}
