package io.mutuals.report;

import io.mutuals.comment.Comment;
import io.mutuals.video.Video;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reported comment.
 *
 * @param video the number of its video
 * @param answered the comment that it answers; null if it opened a thread, or if the reporter could not read that
 */
record CommentEvidence(
        long video, RecordedComment comment, @Nullable RecordedComment answered) implements ReportEvidence {

    static CommentEvidence of(Comment comment, @Nullable Comment answered) {
        return new CommentEvidence(
                comment.video().value(),
                RecordedComment.of(comment),
                answered == null ? null : RecordedComment.of(answered));
    }

    /** Returns the opaque id of the video. */
    public String videoId() {
        return Video.ID.encode(video);
    }

    @Override
    public Long against() {
        return comment.authorNumber();
    }

    /** A comment changes only by edits. */
    @Override
    public boolean isNewsSince(Instant earlier) {
        return comment.editedAt() != null && comment.editedAt().isAfter(earlier);
    }
}
