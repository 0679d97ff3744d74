package io.mutuals.video;

import io.mutuals.api.Fingerprint;
import io.mutuals.picture.Picture;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A video that an author publishes.
 *
 * @param clientVideoId the author's key: a retry has the same, another video has not
 * @param durationMs the duration in milliseconds; null if unknown
 * @param thumbnail the picture that stands for it; null if there is none
 */
record VideoDraft(
        String clientVideoId,
        String caption,
        @Nullable Integer durationMs,
        Audience audience,
        boolean likesHidden,
        @Nullable Picture thumbnail) {

    /** Returns a fingerprint of the content: equal for equal drafts. */
    String fingerprint() {
        return Fingerprint.of(
                caption,
                Objects.toString(durationMs),
                audience.name(),
                Boolean.toString(likesHidden),
                Objects.toString(thumbnail));
    }
}
