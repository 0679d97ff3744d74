package io.mutuals.suggestion;

/** Why somebody was not dismissed. */
enum DismissalErrorCode {
    NOT_FOUND,
    SELF,
    INVALID_UNTIL
}
