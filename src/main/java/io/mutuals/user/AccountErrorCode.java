package io.mutuals.user;

/** Why something about the viewer's own account was not done. The schema has an enum for each mutation. */
enum AccountErrorCode {
    INVALID_HANDLE,
    HANDLE_TAKEN,
    INVALID_DISPLAY_NAME,
    BIO_TOO_LONG,
    INVALID_REGION,
    LOCKED_BY_AGE
}
