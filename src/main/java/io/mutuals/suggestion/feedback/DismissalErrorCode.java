package io.mutuals.suggestion.feedback;

/** Why somebody was not dismissed. */
enum DismissalErrorCode {
    NOT_FOUND,
    SELF,
    INVALID_UNTIL
}
