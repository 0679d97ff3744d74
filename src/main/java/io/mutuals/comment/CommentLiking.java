package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.UserError;
import io.mutuals.comment.CommentLikeRepository.LockedLike;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Likes comments, and withdraws likes. A change locks the viewer, who therefore likes a comment at most once. */
@Service
class CommentLiking {

    private final Graph graph;
    private final CommentLikeRepository repository;
    private final CommentRules rules;
    private final ActionLimits limits;

    CommentLiking(Graph graph, CommentLikeRepository repository, CommentRules rules, ActionLimits limits) {
        this.graph = graph;
        this.repository = repository;
        this.rules = rules;
        this.limits = limits;
    }

    /**
     * Likes a comment, or withdraws the like; does nothing if it is as wanted already.
     *
     * @param isWanted whether to like it
     */
    CommentOutcome change(Viewer viewer, CommentId number, boolean isWanted) {
        Instant resetAt = limits.refusedUntil(ActionLimit.LIKE_COMMENT, viewer.id(), 1);
        if (resetAt != null) {
            return CommentOutcome.refused(UserError.until(
                    resetAt,
                    CommentErrorCode.RATE_LIMITED,
                    "You have done this very often just now; please try again later."));
        }
        CommentKey key = CommentKey.of(viewer, number);
        return graph.write("comments.like", transaction -> {
            Optional<LockedLike> locked = repository.locked(transaction, key);
            if (locked.isEmpty()) {
                return CommentOutcome.refused(CommentRules.notFound());
            }
            if (locked.get().isLiked() == isWanted) {
                return CommentOutcome.done(number);
            }
            Optional<UserError> refusal =
                    isWanted ? rules.againstUnpublished(locked.get().comment()) : Optional.empty();
            if (refusal.isPresent()) {
                return CommentOutcome.refused(refusal.get());
            }
            repository.change(transaction, viewer.userId(), locked.get().comment(), isWanted);
            return CommentOutcome.done(number);
        });
    }
}
