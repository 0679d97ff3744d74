package io.mutuals.export;

/** Reasons for refusing an export. */
enum DataExportErrorCode {
    RATE_LIMITED,
    REMOVED,
    DELETED
}
