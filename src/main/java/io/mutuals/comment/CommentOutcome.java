package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation of a comment did.
 *
 * @param comment the comment; null if nothing was done
 * @param replayed whether an earlier request had done it
 * @param errors the reasons why nothing was done; empty on success
 */
record CommentOutcome(@Nullable CommentId comment, boolean replayed, List<UserError> errors) {

    static CommentOutcome done(CommentId comment) {
        return new CommentOutcome(comment, false, List.of());
    }

    static CommentOutcome again(CommentId comment) {
        return new CommentOutcome(comment, true, List.of());
    }

    static CommentOutcome refused(UserError error) {
        return new CommentOutcome(null, false, List.of(error));
    }
}
