package io.mutuals.user;

import io.mutuals.api.UserError;

/**
 * The reasons why a change of the viewer's account is refused. The schema has an enum for each mutation with the subset
 * that it can return.
 */
enum AccountErrorCode {
    ACCOUNT_EXISTS,
    INVALID_HANDLE,
    HANDLE_TAKEN,
    INVALID_DISPLAY_NAME,
    BIO_TOO_LONG,
    INVALID_REGION,
    INVALID_BIRTH_DATE,
    TOO_YOUNG,
    GUARDIAN_REQUIRED,
    LOCKED_BY_AGE,
    LOCKED_BY_GUARDIAN,
    NOT_TIGHTER,
    WRONG_HANDLE,
    REMOVED,
    DELETED;

    /** Returns the refusal of a handle that another user has. */
    static UserError handleTaken() {
        return UserError.of(HANDLE_TAKEN, "This handle is already taken.", "input", "handle");
    }
}
