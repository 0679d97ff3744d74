package io.mutuals.report;

/** The outcome of a report, recorded only. */
enum ReportResolution {
    NO_VIOLATION,
    WARNED,
    CONTENT_REMOVED,
    ACCOUNT_SUSPENDED
}
