package io.mutuals.report;

import io.mutuals.api.UserId;

/** Identifies a report, or its receipt, as one viewer sees it. */
record ReportKey(UserId viewer, long report) {}
