package io.mutuals.conversation;

/**
 * Reasons for refusing to send or change a message. The schema has an enum for each kind of mutation, with its subset
 * of these.
 */
enum MessageErrorCode {
    NOT_FOUND,
    INVALID_CLIENT_MESSAGE_ID,
    IDEMPOTENCY_MISMATCH,
    EMPTY,
    BODY_TOO_LONG,
    REPLY_NOT_FOUND,
    VIDEO_NOT_FOUND,
    INVALID_ANCHOR,
    TOO_MANY_CONVERSATIONS,
    NOT_ACCEPTED_YET,
    NOT_YOURS,
    UNSENT,
    EDIT_WINDOW_OVER,
    INVALID_EMOJI,
    TOO_MANY_EMOJIS,
    RATE_LIMITED
}
