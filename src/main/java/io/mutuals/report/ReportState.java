package io.mutuals.report;

/** The state of a report. */
enum ReportState {
    OPEN,
    RESOLVED
}
