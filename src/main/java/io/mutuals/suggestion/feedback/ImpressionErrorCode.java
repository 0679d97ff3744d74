package io.mutuals.suggestion.feedback;

/** The reason why impressions were not recorded. */
enum ImpressionErrorCode {
    INVALID_TOKEN,
    INVALID_BATCH_SIZE,
    RATE_LIMITED
}
