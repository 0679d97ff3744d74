package io.mutuals.comment;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.CommentId;
import io.mutuals.api.Edge;
import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations that make and change comments. */
@Controller
class CommentMutationController {

    private final CommentWriter writer;
    private final CommentLiking liking;
    private final Comments comments;

    CommentMutationController(CommentWriter writer, CommentLiking liking, Comments comments) {
        this.writer = writer;
        this.liking = liking;
        this.comments = comments;
    }

    @MutationMapping
    CompletableFuture<CommentPayload> createComment(
            @Argument CreateCommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(writer.create(viewer, input.draft()), input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<CommentPayload> editComment(
            @Argument EditCommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        CommentOutcome outcome = writer.edit(viewer, number(input.commentId()), Unicode.strip(input.body()));
        return payload(outcome, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    DeleteCommentPayload deleteComment(@Argument CommentInput input, Viewer viewer) {
        CommentOutcome outcome = writer.delete(viewer, number(input.commentId()));
        CommentId deleted = outcome.comment();
        return new DeleteCommentPayload(
                deleted == null ? null : Comment.ID.encode(deleted.value()),
                outcome.errors(),
                input.clientMutationId());
    }

    @MutationMapping
    CompletableFuture<CommentPayload> approveComment(
            @Argument CommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        CommentOutcome outcome = writer.approve(viewer, number(input.commentId()));
        return payload(outcome, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<CommentPayload> pinComment(
            @Argument CommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        CommentOutcome outcome = writer.pin(viewer, number(input.commentId()));
        return payload(outcome, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<CommentPayload> unpinComment(
            @Argument CommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        CommentOutcome outcome = writer.unpin(viewer, number(input.commentId()));
        return payload(outcome, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<CommentPayload> likeComment(
            @Argument CommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        CommentOutcome outcome = liking.change(viewer, number(input.commentId()), true);
        return payload(outcome, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<CommentPayload> unlikeComment(
            @Argument CommentInput input, Viewer viewer, DataFetchingEnvironment environment) {
        CommentOutcome outcome = liking.change(viewer, number(input.commentId()), false);
        return payload(outcome, input.clientMutationId(), viewer, environment);
    }

    private static CommentId number(String id) {
        return new CommentId(Comment.ID.decode(id));
    }

    private CompletableFuture<CommentPayload> payload(
            CommentOutcome outcome,
            @Nullable String clientMutationId,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        CommentId number = outcome.comment();
        CompletableFuture<@Nullable Comment> now =
                number == null ? CompletableFuture.completedFuture(null) : comments.find(viewer, number, environment);
        return now.thenApply(comment -> new CommentPayload(
                comment,
                comment == null ? null : CommentPageRepository.edge(comment),
                outcome.replayed(),
                outcome.errors(),
                clientMutationId));
    }

    record CreateCommentInput(
            String videoId,
            String body,
            String clientCommentId,
            @Nullable String replyToId,
            @Nullable List<String> mentions,
            @Nullable String clientMutationId) {

        CommentDraft draft() {
            return new CommentDraft(
                    new VideoId(Video.ID.decode(videoId)),
                    clientCommentId,
                    Unicode.strip(body),
                    replyToId == null ? null : number(replyToId),
                    mentions == null
                            ? List.of()
                            : mentions.stream()
                                    .map(id -> new UserId(Viewer.USER_ID.decode(id)))
                                    .distinct()
                                    .toList());
        }
    }

    record EditCommentInput(
            String commentId, String body, @Nullable String clientMutationId) {}

    /** The input of every mutation that needs only a comment. */
    record CommentInput(String commentId, @Nullable String clientMutationId) {}

    record CommentPayload(
            @Nullable Comment comment,
            Edge.@Nullable Plain<Comment> commentEdge,
            boolean replayed,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}

    record DeleteCommentPayload(
            @Nullable String deletedCommentId,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
