package io.mutuals.report;

import io.mutuals.comment.Comment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment as it was at the time of a report.
 *
 * @param author the user who wrote it; null if it had been deleted
 * @param body the text; null if it had been deleted
 */
record RecordedComment(
        long number,
        long authorNumber,
        @Nullable RecordedUser author,
        @Nullable String body,
        Instant createdAt,
        @Nullable Instant editedAt) {

    static RecordedComment of(Comment comment) {
        return new RecordedComment(
                comment.number().value(),
                comment.authorId().value(),
                comment.author() == null ? null : RecordedUser.of(comment.author()),
                comment.body(),
                comment.createdAt(),
                comment.editedAt());
    }

    /** Returns the opaque id of the comment. */
    public String commentId() {
        return Comment.ID.encode(number);
    }
}
