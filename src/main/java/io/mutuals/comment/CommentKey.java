package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.UserId;
import io.mutuals.security.Viewer;
import java.util.Map;

/** Identifies a comment as seen by a viewer. */
record CommentKey(UserId viewer, CommentId comment) {

    static CommentKey of(Viewer viewer, CommentId comment) {
        return new CommentKey(viewer.userId(), comment);
    }

    /** Returns the parameters {@code viewer} and {@code comment} of a statement, as numbers. */
    Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "comment", comment.value());
    }
}
