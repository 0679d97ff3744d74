package io.mutuals.report;

/** A report as a moderator sees it. */
record ReportKey(long viewer, long report) {}
