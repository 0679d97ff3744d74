package io.mutuals.report;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.IdType;
import io.mutuals.api.UserError;
import io.mutuals.comment.Comment;
import io.mutuals.conversation.Message;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Mutations that report, for all users, and the queue and decisions, for moderators. */
@Controller
class ReportController implements NodeSource {

    private final Reports reports;
    private final Moderation moderation;

    ReportController(Reports reports, Moderation moderation) {
        this.reports = reports;
        this.moderation = moderation;
    }

    @QueryMapping
    CompletableFuture<Connection<Report, Edge.Plain<Report>>> reports(
            @Argument ReportState state,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return moderation.reports(viewer, state, first, after, environment);
    }

    @MutationMapping
    ReceiptPayload reportMessage(@Argument ReportMessageInput input, Viewer viewer) {
        Reports.Submission submission =
                reports.message(viewer, Message.ID.decode(input.messageId()), input.reason(), input.comment());
        return ReceiptPayload.of(submission, input.clientMutationId());
    }

    @MutationMapping
    ReceiptPayload reportComment(@Argument ReportCommentInput input, Viewer viewer) {
        Reports.Submission submission =
                reports.comment(viewer, Comment.ID.decode(input.commentId()), input.reason(), input.comment());
        return ReceiptPayload.of(submission, input.clientMutationId());
    }

    @MutationMapping
    ReceiptPayload reportUser(@Argument ReportUserInput input, Viewer viewer) {
        Reports.Submission submission =
                reports.user(viewer, Viewer.USER_ID.decode(input.userId()), input.reason(), input.comment());
        return ReceiptPayload.of(submission, input.clientMutationId());
    }

    @MutationMapping
    ReportPayload resolveReport(@Argument ResolveReportInput input, Viewer viewer) {
        Moderation.Resolved resolved =
                moderation.resolve(viewer, Report.ID.decode(input.reportId()), input.resolution(), input.note());
        return new ReportPayload(resolved.report(), resolved.errors(), input.clientMutationId());
    }

    @Override
    public IdType idType() {
        return Report.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return moderation.find(viewer, id, environment);
    }

    record ReportMessageInput(
            String messageId,
            ReportReason reason,
            @Nullable String comment,
            @Nullable String clientMutationId) {}

    record ReportCommentInput(
            String commentId,
            ReportReason reason,
            @Nullable String comment,
            @Nullable String clientMutationId) {}

    record ReportUserInput(
            String userId,
            ReportReason reason,
            @Nullable String comment,
            @Nullable String clientMutationId) {}

    record ResolveReportInput(
            String reportId,
            ReportResolution resolution,
            @Nullable String note,
            @Nullable String clientMutationId) {}

    /** The payload of {@code reportMessage}, {@code reportComment} and {@code reportUser}. */
    record ReceiptPayload(
            @Nullable ReportReceipt report,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {

        static ReceiptPayload of(Reports.Submission submission, @Nullable String clientMutationId) {
            Report report = submission.report();
            return new ReceiptPayload(
                    report == null ? null : ReportReceipt.of(report), submission.errors(), clientMutationId);
        }
    }

    /** The payload of {@code resolveReport}. */
    record ReportPayload(
            @Nullable Report report,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
