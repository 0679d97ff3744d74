package io.mutuals.report;

/** A report, or its receipt, as one viewer sees it. */
record ReportKey(long viewer, long report) {}
