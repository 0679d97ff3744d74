package io.mutuals.report;

/**
 * Reasons for refusing to make or resolve a report. The schema has an enum for each mutation, with its subset of these.
 */
enum ReportErrorCode {
    NOT_FOUND,
    SELF,
    COMMENT_TOO_LONG,
    RATE_LIMITED,
    ALREADY_RESOLVED,
    NOTE_TOO_LONG
}
