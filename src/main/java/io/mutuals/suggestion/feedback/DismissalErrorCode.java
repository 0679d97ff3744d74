package io.mutuals.suggestion.feedback;

/** The reason why a dismissal was not changed. */
enum DismissalErrorCode {
    NOT_FOUND,
    SELF,
    INVALID_UNTIL
}
