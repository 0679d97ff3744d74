package io.mutuals.comment;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Rules of making and changing comments. Mutations apply them while the viewer is locked, {@code viewerCan} without.
 * Each method returns the reason for refusing, or empty when the action is allowed.
 */
@Component
class CommentRules {

    private static final int MAX_CLIENT_COMMENT_ID = 64;

    private final CommentProperties limits;

    CommentRules(CommentProperties limits) {
        this.limits = limits;
    }

    static UserError notFound() {
        return error(CommentErrorCode.NOT_FOUND, "There is no such comment.", "commentId");
    }

    static UserError noSuchVideo() {
        return error(CommentErrorCode.VIDEO_NOT_FOUND, "There is no such video.", "videoId");
    }

    /** Refuses a draft that is invalid on any video. */
    Optional<UserError> against(CommentDraft draft) {
        String key = draft.clientCommentId();
        if (Unicode.isBlank(key) || key.length() > MAX_CLIENT_COMMENT_ID) {
            return refuse(
                    CommentErrorCode.INVALID_CLIENT_COMMENT_ID,
                    "A client comment id has 1 to " + MAX_CLIENT_COMMENT_ID + " characters.",
                    "clientCommentId");
        }
        if (draft.mentions().size() > limits.maxMentions()) {
            return refuse(
                    CommentErrorCode.TOO_MANY_MENTIONS,
                    "A comment mentions at most " + limits.maxMentions() + " people.",
                    "mentions");
        }
        return againstBody(draft.body());
    }

    /** Refuses a text that is empty or too long. */
    Optional<UserError> againstBody(String body) {
        if (body.isEmpty()) {
            return refuse(CommentErrorCode.EMPTY, "A comment needs a text.", "body");
        }
        return body.codePointCount(0, body.length()) > limits.maxBody()
                ? refuse(
                        CommentErrorCode.BODY_TOO_LONG,
                        "A comment has at most " + limits.maxBody() + " characters.",
                        "body")
                : Optional.empty();
    }

    /** Refuses to comment on a video whose policy does not let the viewer. */
    Optional<UserError> againstCommenting(CommentAccess access) {
        return access.mayComment()
                ? Optional.empty()
                : refuse(
                        CommentErrorCode.NOT_ALLOWED,
                        access.policy() == CommentPolicy.NOBODY
                                ? "Comments on this video are turned off."
                                : "Only friends of the author can comment on this video.",
                        "videoId");
    }

    /** Refuses to answer a comment that cannot be answered now. */
    Optional<UserError> againstReply(Comment comment, CommentAccess access) {
        return againstUnpublished(comment).or(() -> againstCommenting(access));
    }

    /** Refuses to edit a comment of another user, a deleted one, an old one, or one that was approved. */
    Optional<UserError> againstEdit(boolean own, Comment comment, CommentAccess access, Instant now) {
        if (!own) {
            return refuse(CommentErrorCode.NOT_YOURS, "This comment is not yours.", "commentId");
        }
        if (comment.state() == CommentState.DELETED) {
            return refuse(CommentErrorCode.DELETED, "This comment was deleted.", "commentId");
        }
        if (now.isAfter(comment.createdAt().plus(limits.editWindow()))) {
            return refuse(
                    CommentErrorCode.EDIT_WINDOW_OVER,
                    "A comment can be edited for " + limits.editWindow().toMinutes() + " minutes.",
                    "commentId");
        }
        return comment.state() == CommentState.PUBLISHED && access.needsApproval()
                ? refuse(
                        CommentErrorCode.NEEDS_APPROVAL,
                        "A published comment on this video stays as it is.",
                        "commentId")
                : Optional.empty();
    }

    /** Refuses a new text of a published comment that would need the approval of the author of the video. */
    Optional<UserError> againstNewText(Comment comment, String body, CommentAccess access, BlockedWords words) {
        return comment.state() == CommentState.PUBLISHED && !access.isAuthor() && words.areIn(body)
                ? refuse(
                        CommentErrorCode.NEEDS_APPROVAL,
                        "This text would need the approval of the author of the video.",
                        "body")
                : Optional.empty();
    }

    /** Refuses to delete a comment to any but its author and the author of the video. */
    Optional<UserError> againstDelete(boolean own, CommentAccess access) {
        return own || access.isAuthor()
                ? Optional.empty()
                : refuse(CommentErrorCode.NOT_YOURS, "This comment is not yours.", "commentId");
    }

    /** Refuses to approve a comment on a video of another user, or a deleted one. */
    Optional<UserError> againstApproval(Comment comment, CommentAccess access) {
        return againstOthers(access)
                .or(() -> comment.state() == CommentState.DELETED
                        ? refuse(CommentErrorCode.NOT_PUBLISHED, "This comment was deleted.", "commentId")
                        : Optional.empty());
    }

    /** Refuses to pin a comment on a video of another user, an answer, or one that is not published. */
    Optional<UserError> againstPin(Comment comment, CommentAccess access) {
        return againstOthers(access)
                .or(() -> comment.isThread()
                        ? againstUnpublished(comment)
                        : refuse(CommentErrorCode.IS_REPLY, "An answer cannot be pinned.", "commentId"));
    }

    /** Refuses what only the author of the video may do. */
    Optional<UserError> againstOthers(CommentAccess access) {
        return access.isAuthor()
                ? Optional.empty()
                : refuse(CommentErrorCode.NOT_YOURS, "This video is not yours.", "commentId");
    }

    /** Refuses to like a comment that is not published. */
    Optional<UserError> againstUnpublished(Comment comment) {
        return switch (comment.state()) {
            case PUBLISHED -> Optional.empty();
            case PENDING -> refuse(CommentErrorCode.NOT_PUBLISHED, "This comment is not published yet.", "commentId");
            case DELETED -> refuse(CommentErrorCode.NOT_PUBLISHED, "This comment was deleted.", "commentId");
        };
    }

    /** Returns what a viewer may do with a comment that they may see. */
    CommentPermissions permissions(boolean own, Comment comment, CommentAccess access, Instant now) {
        boolean isDeleted = comment.state() == CommentState.DELETED;
        return new CommentPermissions(
                againstEdit(own, comment, access, now).isEmpty(),
                !isDeleted && againstDelete(own, access).isEmpty(),
                againstPin(comment, access).isEmpty(),
                comment.state() == CommentState.PENDING && access.isAuthor(),
                againstReply(comment, access).isEmpty(),
                againstUnpublished(comment).isEmpty(),
                !own && !isDeleted);
    }

    /** Returns an error about a field of the input. */
    static UserError error(CommentErrorCode code, String message, String field) {
        return UserError.of(code, message, "input", field);
    }

    static Optional<UserError> refuse(CommentErrorCode code, String message, String field) {
        return Optional.of(error(code, message, field));
    }
}
