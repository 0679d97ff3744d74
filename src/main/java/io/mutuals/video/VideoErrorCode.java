package io.mutuals.video;

/**
 * The reasons why a change to a video itself is refused. The schema has an enum for each mutation with the subset that
 * it can return.
 */
enum VideoErrorCode {
    VIDEO_NOT_FOUND,
    NOT_YOURS,
    INVALID_CLIENT_VIDEO_ID,
    IDEMPOTENCY_MISMATCH,
    DELETED,
    CAPTION_TOO_LONG,
    INVALID_DURATION,
    RATE_LIMITED
}
