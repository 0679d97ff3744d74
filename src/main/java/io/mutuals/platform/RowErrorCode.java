package io.mutuals.platform;

import io.mutuals.api.UserError;

/** The reasons to refuse rows that only the platform meets. Rules of features have codes of their own. */
enum RowErrorCode {
    TOO_MANY_ROWS,
    INVALID_KEY,
    HANDLE_TAKEN,
    INVALID_IDENTITY,
    IDENTITY_TAKEN,
    AUTHOR_NOT_FOUND,
    AUTHOR_CHANGED,
    DELETED,
    USER_NOT_FOUND,
    VIDEO_NOT_FOUND;

    /** Returns the refusal of a row for a field of it. */
    UserError of(int row, String field, String message) {
        return UserError.of(this, message, "input", "rows", Integer.toString(row), field);
    }
}
