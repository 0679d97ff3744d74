package io.mutuals.video;

/** The reasons why a like, a save or a repost is not changed. */
enum VideoMarkErrorCode {
    VIDEO_NOT_FOUND,
    COMMENT_TOO_LONG,
    RATE_LIMITED
}
