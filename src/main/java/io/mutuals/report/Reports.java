package io.mutuals.report;

import io.mutuals.api.CommentId;
import io.mutuals.api.Ids;
import io.mutuals.api.MessageId;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Accepts reports and stores them with their evidence, in one transaction that locks the reporter. A repeated report
 * returns the earlier one, unless that is resolved and the evidence may have changed since.
 */
@Service
class Reports {

    private final Aggregates aggregates;
    private final ReportRepository reports;
    private final ReportEvidenceRepository evidence;
    private final ActionLimits actions;
    private final ReportProperties properties;
    private final Ids ids;
    private final InstantSource clock;

    Reports(
            Aggregates aggregates,
            ReportRepository reports,
            ReportEvidenceRepository evidence,
            ActionLimits actions,
            ReportProperties properties,
            Ids ids,
            InstantSource clock) {
        this.aggregates = aggregates;
        this.reports = reports;
        this.evidence = evidence;
        this.actions = actions;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
    }

    /** Reports a message that the viewer can read. */
    Submission message(Viewer viewer, long message, ReportReason reason, @Nullable String comment) {
        return submit(
                new Complaint(viewer, SubjectKind.MESSAGE, message, reason, ReportText.of(comment)),
                "messageId",
                transaction -> evidence.message(transaction, viewer.userId(), new MessageId(message)));
    }

    /** Reports a comment that the viewer can read. */
    Submission comment(Viewer viewer, long comment, ReportReason reason, @Nullable String text) {
        return submit(
                new Complaint(viewer, SubjectKind.COMMENT, comment, reason, ReportText.of(text)),
                "commentId",
                transaction -> evidence.comment(transaction, viewer, new CommentId(comment)));
    }

    /** Reports a user whom the viewer may see or blocks. */
    Submission user(Viewer viewer, long user, ReportReason reason, @Nullable String comment) {
        return submit(
                new Complaint(viewer, SubjectKind.USER, user, reason, ReportText.of(comment)),
                "userId",
                transaction -> evidence.user(transaction, viewer.userId(), new UserId(user)));
    }

    private Submission submit(
            Complaint complaint, String field, Function<Graph.Transaction, Optional<ReportEvidence>> read) {
        if (ReportText.isLongerThan(properties.maxText(), complaint.comment())) {
            return Submission.refused(UserError.of(
                    ReportErrorCode.COMMENT_TOO_LONG,
                    "A comment has at most " + properties.maxText() + " characters.",
                    "input",
                    "comment"));
        }
        long viewer = complaint.viewer().id();
        Instant resetAt = actions.refusedUntil(ActionLimit.REPORT, viewer, 1);
        if (resetAt != null) {
            return Submission.refused(UserError.until(
                    resetAt, ReportErrorCode.RATE_LIMITED, "You have made many reports; please try again later."));
        }
        Submission submission = aggregates.write("reports.submit", transaction -> {
            Optional<RecordedUser> reporter = evidence.lockedReporter(transaction, viewer);
            Optional<ReportEvidence> found = reporter.isEmpty() ? Optional.empty() : read.apply(transaction);
            if (reporter.isEmpty() || found.isEmpty()) {
                return Submission.refused(UserError.of(
                        ReportErrorCode.NOT_FOUND, "There is nothing to report under this id.", "input", field));
            }
            if (found.get().isAgainst(viewer)) {
                return Submission.refused(
                        UserError.of(ReportErrorCode.SELF, "You cannot report yourself.", "input", field));
            }
            return store(complaint, reporter.get(), found.get());
        });
        if (submission.replayed()) {
            actions.giveBack(ActionLimit.REPORT, viewer, 1);
        }
        return submission;
    }

    private Submission store(Complaint complaint, RecordedUser reporter, ReportEvidence found) {
        Optional<Report> earlier = reports.findFirstByReporterNumberAndKindAndSubjectOrderByCreatedAtDesc(
                complaint.viewer().id(), complaint.kind(), complaint.subject());
        if (earlier.isPresent()
                && (earlier.get().isOpen() || !found.isNewsSince(earlier.get().createdAt()))) {
            return new Submission(earlier.get(), true, List.of());
        }
        Report report = new Report(
                ids.next(),
                null,
                complaint.viewer().id(),
                reporter,
                complaint.kind(),
                complaint.subject(),
                found.against(),
                complaint.reason(),
                complaint.comment(),
                found,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                ReportState.OPEN,
                null);
        return new Submission(reports.save(report), false, List.of());
    }

    /** A report without its evidence. */
    private record Complaint(
            Viewer viewer,
            SubjectKind kind,
            long subject,
            ReportReason reason,
            @Nullable String comment) {}

    /**
     * The outcome of a report.
     *
     * @param report the report; null when it was refused
     * @param replayed whether an earlier request had made it
     * @param errors the reasons for refusing; empty when it was accepted
     */
    record Submission(@Nullable Report report, boolean replayed, List<UserError> errors) {
        static Submission refused(UserError error) {
            return new Submission(null, false, List.of(error));
        }
    }
}
