package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.VideoId;
import io.mutuals.security.Viewer;
import io.mutuals.video.VideoKey;
import java.util.Map;

/** Identifies a comment that a viewer has found on a video. */
record CommentOnVideoKey(VideoKey video, CommentId comment) {

    static CommentOnVideoKey of(Viewer viewer, Comment comment) {
        VideoId video = comment.video();
        return new CommentOnVideoKey(new VideoKey(viewer.userId(), video), comment.number());
    }

    /** Returns the parameters {@code viewer} and {@code comment} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return new CommentKey(video.viewer(), comment).parameters();
    }
}
