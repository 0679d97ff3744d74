package io.mutuals.report;

/** How far a report has come. */
enum ReportState {
    OPEN,
    RESOLVED
}
