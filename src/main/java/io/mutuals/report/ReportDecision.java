package io.mutuals.report;

import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moderator's decision about a report.
 *
 * @param note what the moderator wrote; null when nothing
 * @param moderator the number of the moderator
 * @param before the state of the report before the decision
 * @param after the state of the report after the decision
 */
record ReportDecision(
        ReportResolution resolution,
        @Nullable String note,
        long moderator,
        Instant decidedAt,
        ReportState before,
        ReportState after) {

    /** The opaque id of the moderator. */
    public String moderatorId() {
        return Viewer.USER_ID.encode(moderator);
    }
}
