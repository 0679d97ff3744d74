package io.mutuals.report;

import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who decided what about a report, and when.
 *
 * @param moderator the number of whoever decided
 * @param before the report's state before it
 * @param after the report's state since
 */
record ReportDecision(
        ReportResolution resolution,
        @Nullable String note,
        long moderator,
        Instant decidedAt,
        ReportState before,
        ReportState after) {

    /** The id of whoever decided. */
    public String moderatorId() {
        return Viewer.USER_ID.encode(moderator);
    }
}
