package io.mutuals.report;

import io.mutuals.api.Slice;

/** A page of the reports in one state, as a moderator sees them, oldest first. */
record ReportsKey(long viewer, ReportState state, Slice slice) implements Slice.Key {}
