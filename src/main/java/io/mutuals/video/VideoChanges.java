package io.mutuals.video;

import org.jspecify.annotations.Nullable;

/**
 * The changes that an author asks for; null keeps what is.
 *
 * @param caption the new caption
 * @param audience the new audience
 * @param likesHidden whether to hide the likes from all others
 */
record VideoChanges(
        @Nullable String caption,
        @Nullable Audience audience,
        @Nullable Boolean likesHidden) {}
