package io.mutuals.report;

import io.mutuals.api.IdType;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.neo4j.core.convert.ConvertWith;
import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;
import org.springframework.data.neo4j.core.schema.Property;

/**
 * A report of a message, a comment or a user. It has no relationships in the graph, so it outlives what was reported.
 *
 * @param number the internal id; moderators get {@link #id()}
 * @param version the optimistic lock, so that of two concurrent decisions one fails; null before the report is stored
 * @param reporterNumber the number of the reporter, by which earlier reports are found
 * @param subject the number of the reported message, comment or user
 * @param reportedNumber the number of the reported user, from whom the report is hidden; null when the account no
 *     longer existed
 * @param comment what the reporter wrote; null when nothing
 * @param decision the decision; null while the report is open
 */
@Node
record Report(
        @Id @Property("id") Long number,
        @Version @Nullable Long version,
        long reporterNumber,
        @ConvertWith(converter = RecordedParts.OfUser.class) RecordedUser reporter,
        SubjectKind kind,
        long subject,
        @Nullable Long reportedNumber,
        ReportReason reason,
        @Nullable String comment,

        @ConvertWith(converter = RecordedParts.OfEvidence.class)
        ReportEvidence evidence,

        Instant createdAt,
        ReportState state,

        @ConvertWith(converter = RecordedParts.OfDecision.class) @Nullable
        ReportDecision decision) {

    Report {
        if (state == null || (state == ReportState.OPEN) != (decision == null)) {
            throw new IllegalArgumentException(
                    "The state and the decision of a report do not match: it was read while being resolved");
        }
    }

    /** The type of report ids. */
    static final IdType ID = new IdType("rep");

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }

    boolean isOpen() {
        return state == ReportState.OPEN;
    }

    /** Returns this report with a decision. */
    Report resolved(ReportResolution resolution, @Nullable String note, long moderator, Instant at) {
        return new Report(
                number,
                version,
                reporterNumber,
                reporter,
                kind,
                subject,
                reportedNumber,
                reason,
                comment,
                evidence,
                createdAt,
                ReportState.RESOLVED,
                new ReportDecision(resolution, note, moderator, at, state, ReportState.RESOLVED));
    }
}
