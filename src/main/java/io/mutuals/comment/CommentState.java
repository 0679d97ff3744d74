package io.mutuals.comment;

/** What became of a comment. */
enum CommentState {
    /** All who may see the video read it. */
    PUBLISHED,
    /** Only its author and the author of the video read it. */
    PENDING,
    /** It has no text and no author any more. It is listed as long as it has answers. */
    DELETED
}
