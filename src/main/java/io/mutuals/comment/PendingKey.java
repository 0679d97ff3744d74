package io.mutuals.comment;

import io.mutuals.video.VideoKey;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a page of the comments on a video that await approval, the oldest first.
 *
 * @param after the position after which the page begins; null for the beginning
 * @param counted whether the whole list is counted too
 */
record PendingKey(VideoKey video, int first, @Nullable CommentPlace after, boolean counted) {}
