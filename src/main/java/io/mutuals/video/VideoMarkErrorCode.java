package io.mutuals.video;

/** The reasons why a like or a save is not changed. */
enum VideoMarkErrorCode {
    VIDEO_NOT_FOUND,
    RATE_LIMITED
}
