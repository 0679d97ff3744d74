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
 * That somebody reported something. It is tied to nothing else in the graph, so it stays whatever becomes of what was reported.
 *
 * @param number the id inside; outside it is {@link #id()}
 * @param version counts changes, so that of two decisions at once one is told of the other; null before it is kept
 * @param reporterNumber whose report it is, to be looked up by
 * @param subject the number of what was reported
 * @param reportedNumber whose doing was reported, to be left out by; null when the account was gone
 * @param decision null while it is open
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
            throw new IllegalArgumentException("A report that is being decided about may be read half");
        }
    }

    /** The kind of id that names a report. */
    static final IdType ID = new IdType("rep");

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }

    boolean isOpen() {
        return state == ReportState.OPEN;
    }

    /** This report with a decision about it. */
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
