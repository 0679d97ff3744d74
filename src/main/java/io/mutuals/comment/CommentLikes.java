package io.mutuals.comment;

/**
 * The likes of a comment.
 *
 * @param count the number of users who like it
 * @param byViewer whether the viewer does
 */
record CommentLikes(int count, boolean byViewer) {

    static final CommentLikes NONE = new CommentLikes(0, false);
}
