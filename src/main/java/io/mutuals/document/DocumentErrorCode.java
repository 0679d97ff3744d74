package io.mutuals.document;

/** The reasons why documents are not registered, as the schema names them. */
enum DocumentErrorCode {
    INVALID_APP,
    INVALID_VERSION,
    INVALID_MANIFEST,
    INVALID_DOCUMENT,
    ID_TAKEN
}
