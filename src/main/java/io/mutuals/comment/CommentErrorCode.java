package io.mutuals.comment;

/**
 * The reasons for refusing to make or change a comment. The schema has an enum for each kind of mutation, with its
 * subset of these.
 */
enum CommentErrorCode {
    NOT_FOUND,
    VIDEO_NOT_FOUND,
    REPLY_NOT_FOUND,
    INVALID_CLIENT_COMMENT_ID,
    IDEMPOTENCY_MISMATCH,
    DELETED,
    EMPTY,
    BODY_TOO_LONG,
    TOO_MANY_MENTIONS,
    NOT_ALLOWED,
    NOT_YOURS,
    NOT_PUBLISHED,
    IS_REPLY,
    EDIT_WINDOW_OVER,
    NEEDS_APPROVAL,
    INVALID_WORD,
    TOO_MANY_WORDS,
    RATE_LIMITED
}
