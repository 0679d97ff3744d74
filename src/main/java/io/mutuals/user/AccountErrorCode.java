package io.mutuals.user;

/**
 * The reasons why a change of the viewer's account is refused. The schema has an enum for each mutation with the subset
 * that it can return.
 */
enum AccountErrorCode {
    INVALID_HANDLE,
    HANDLE_TAKEN,
    INVALID_DISPLAY_NAME,
    BIO_TOO_LONG,
    INVALID_REGION,
    LOCKED_BY_AGE
}
