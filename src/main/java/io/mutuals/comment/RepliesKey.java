package io.mutuals.comment;

import org.jspecify.annotations.Nullable;

/**
 * Identifies a page of the answers in a thread, the oldest first.
 *
 * @param thread the comment that opened the thread
 * @param after the position after which the page begins; null for the beginning
 * @param counted whether the whole list is counted too
 */
record RepliesKey(CommentKey thread, int first, @Nullable CommentPlace after, boolean counted) {}
