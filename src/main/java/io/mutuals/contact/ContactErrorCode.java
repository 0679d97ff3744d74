package io.mutuals.contact;

/** Why an address book was not taken. */
enum ContactErrorCode {
    INVALID_HASH,
    TOO_MANY_CONTACTS,
    RATE_LIMITED
}
