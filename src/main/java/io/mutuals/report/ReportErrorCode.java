package io.mutuals.report;

/** Why something about reports was not done. The schema has an enum for each mutation with those of them that it can meet. */
enum ReportErrorCode {
    NOT_FOUND,
    SELF,
    COMMENT_TOO_LONG,
    RATE_LIMITED,
    ALREADY_RESOLVED,
    NOTE_TOO_LONG
}
