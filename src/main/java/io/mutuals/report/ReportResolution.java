package io.mutuals.report;

/** What a moderator decided. */
enum ReportResolution {
    NO_VIOLATION,
    WARNED,
    CONTENT_REMOVED,
    ACCOUNT_SUSPENDED
}
