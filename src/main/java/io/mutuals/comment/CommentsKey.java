package io.mutuals.comment;

import io.mutuals.video.VideoKey;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a page of the threads of a video.
 *
 * @param after the position after which the page begins; null for the beginning
 * @param counted whether the whole list is counted too
 */
record CommentsKey(
        VideoKey video,
        CommentOrder order,
        int first,
        @Nullable CommentPlace after,
        boolean counted) {}
