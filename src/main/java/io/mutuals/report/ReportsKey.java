package io.mutuals.report;

import io.mutuals.api.Slice;

/** Identifies a page of the reports in one state, oldest first, as one moderator sees them. */
record ReportsKey(long viewer, ReportState state, Slice slice) implements Slice.Key {}
