package io.mutuals.video;

import io.mutuals.picture.Picture;
import org.jspecify.annotations.Nullable;

/**
 * The changes that an author asks for; null keeps what is.
 *
 * @param caption the new caption
 * @param audience the new audience
 * @param likesHidden whether to hide the likes from all others
 * @param thumbnail the new picture if {@code changesThumbnail}; null to have none
 */
record VideoChanges(
        @Nullable String caption,
        @Nullable Audience audience,
        @Nullable Boolean likesHidden,
        boolean changesThumbnail,
        @Nullable Picture thumbnail) {}
