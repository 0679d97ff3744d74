package io.mutuals.contact;

/** The reasons why a sync of contacts is refused. */
enum ContactErrorCode {
    INVALID_HASH,
    TOO_MANY_CONTACTS,
    RATE_LIMITED
}
