package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.Events;
import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.comment.CommentWriteRepository.DraftFacts;
import io.mutuals.comment.CommentWriteRepository.LockedComment;
import io.mutuals.comment.CommentWriteRepository.Sent;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.security.Viewer;
import io.mutuals.video.VideoActivity;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Makes, edits, deletes, approves and pins comments.
 *
 * <p>A change locks the viewer and the comment with its thread, reads what decides, and asks {@link CommentRules}. A
 * comment is made once under its key, however often it is retried. Thread-safe.
 */
@Service
class CommentWriter {

    private final Graph graph;
    private final ChangeLog changes;
    private final CommentWriteRepository repository;
    private final CommentRules rules;
    private final ActionLimits limits;
    private final Ids ids;
    private final Events events;
    private final InstantSource clock;

    CommentWriter(
            Graph graph,
            ChangeLog changes,
            CommentWriteRepository repository,
            CommentRules rules,
            ActionLimits limits,
            Ids ids,
            Events events,
            InstantSource clock) {
        this.graph = graph;
        this.changes = changes;
        this.repository = repository;
        this.rules = rules;
        this.limits = limits;
        this.ids = ids;
        this.events = events;
        this.clock = clock;
    }

    /** Makes a comment, unless the viewer has made it before under the same key. */
    CommentOutcome create(Viewer viewer, CommentDraft draft) {
        Optional<UserError> refusal = rules.against(draft).or(() -> againstRate(viewer));
        if (refusal.isPresent()) {
            return CommentOutcome.refused(refusal.get());
        }
        CommentId number = new CommentId(ids.next());
        CommentOutcome outcome = graph.write("comments.create", transaction -> {
            Optional<DraftFacts> facts = repository.draft(transaction, viewer.userId(), draft);
            return facts.isEmpty()
                    ? CommentOutcome.refused(CommentRules.noSuchVideo())
                    : create(transaction, viewer, number, draft, facts.get());
        });
        if (outcome.comment() == null || outcome.replayed()) {
            limits.giveBack(ActionLimit.COMMENT, viewer.id(), 1);
        } else {
            events.publish(new CommentMade(
                    viewer.userId(), draft.video(), clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        }
        return outcome;
    }

    private CommentOutcome create(
            Transaction transaction, Viewer viewer, CommentId number, CommentDraft draft, DraftFacts facts) {
        Sent sent = facts.sent();
        if (sent != null) {
            return replay(draft, sent);
        }
        Optional<UserError> refusal = rules.againstCommenting(facts.access());
        if (refusal.isPresent()) {
            return CommentOutcome.refused(refusal.get());
        }
        if (draft.answers() != null && facts.thread() == null) {
            return CommentOutcome.refused(CommentRules.error(
                    CommentErrorCode.REPLY_NOT_FOUND, "There is no such comment on this video.", "replyToId"));
        }
        boolean isPending = !facts.access().isAuthor()
                && (facts.access().needsApproval() || facts.words().areIn(draft.body()));
        repository.store(transaction, number, viewer.userId(), draft, facts.thread(), facts.mentions(), isPending);
        return CommentOutcome.done(number);
    }

    private static CommentOutcome replay(CommentDraft draft, Sent sent) {
        if (!sent.fingerprint().equals(draft.fingerprint())) {
            return CommentOutcome.refused(CommentRules.error(
                    CommentErrorCode.IDEMPOTENCY_MISMATCH,
                    "You have already made another comment with this clientCommentId.",
                    "clientCommentId"));
        }
        return sent.state() == CommentState.DELETED
                ? CommentOutcome.refused(
                        CommentRules.error(CommentErrorCode.DELETED, "This comment was deleted.", "clientCommentId"))
                : CommentOutcome.again(sent.comment());
    }

    /** Replaces the text of a comment. Succeeds and changes nothing if the text is the same. */
    CommentOutcome edit(Viewer viewer, CommentId number, String body) {
        Optional<UserError> refusal = rules.againstBody(body).or(() -> againstRate(viewer));
        if (refusal.isPresent()) {
            return CommentOutcome.refused(refusal.get());
        }
        Instant now = clock.instant();
        return change("comments.edit", viewer, number, (transaction, locked) -> {
            Comment comment = locked.comment();
            Optional<UserError> against = rules.againstEdit(isOwn(viewer, comment), comment, locked.access(), now)
                    .or(() -> rules.againstNewText(comment, body, locked.access(), locked.words()));
            if (against.isEmpty() && !body.equals(comment.body())) {
                repository.edit(transaction, comment, body);
            }
            return against;
        });
    }

    private Optional<UserError> againstRate(Viewer viewer) {
        Instant resetAt = limits.refusedUntil(ActionLimit.COMMENT, viewer.id(), 1);
        return resetAt == null
                ? Optional.empty()
                : Optional.of(UserError.until(
                        resetAt,
                        CommentErrorCode.RATE_LIMITED,
                        "You have commented very often just now; please try again later."));
    }

    /** Deletes a comment. Succeeds and changes nothing if it is deleted already. */
    CommentOutcome delete(Viewer viewer, CommentId number) {
        CommentKey key = CommentKey.of(viewer, number);
        return graph.write("comments.delete", transaction -> {
            Optional<LockedComment> found = repository.locked(transaction, key);
            if (found.isEmpty()) {
                return repository.isDeleted(transaction, key)
                        ? CommentOutcome.done(number)
                        : CommentOutcome.refused(CommentRules.notFound());
            }
            LockedComment locked = found.get();
            Optional<UserError> against = rules.againstDelete(isOwn(viewer, locked.comment()), locked.access());
            if (against.isPresent()) {
                return CommentOutcome.refused(against.get());
            }
            if (locked.comment().state() != CommentState.DELETED) {
                repository.delete(transaction, locked.comment(), locked.hasReplies());
                changes.append(
                        transaction,
                        List.of(
                                VideoActivity.changed(locked.comment().authorId()),
                                CommentsInMemory.onVideo(locked.comment().video())));
            }
            return CommentOutcome.done(number);
        });
    }

    /** Publishes a comment that awaits approval. Succeeds and changes nothing if it is published already. */
    CommentOutcome approve(Viewer viewer, CommentId number) {
        return change("comments.approve", viewer, number, (transaction, locked) -> {
            Comment comment = locked.comment();
            Optional<UserError> against = rules.againstApproval(comment, locked.access());
            if (against.isEmpty() && comment.state() == CommentState.PENDING) {
                repository.publish(transaction, number, comment.video(), comment.authorId(), comment.isThread());
            }
            return against;
        });
    }

    /** Pins a comment in place of the one before. */
    CommentOutcome pin(Viewer viewer, CommentId number) {
        return change("comments.pin", viewer, number, (transaction, locked) -> {
            Optional<UserError> against = rules.againstPin(locked.comment(), locked.access());
            if (against.isEmpty() && !locked.comment().isPinned()) {
                repository.pin(transaction, locked.comment());
            }
            return against;
        });
    }

    /** Unpins a comment. Succeeds and changes nothing if it is not pinned. */
    CommentOutcome unpin(Viewer viewer, CommentId number) {
        return change("comments.unpin", viewer, number, (transaction, locked) -> {
            Optional<UserError> against = rules.againstOthers(locked.access());
            if (against.isEmpty() && locked.comment().isPinned()) {
                repository.unpin(transaction, locked.comment());
            }
            return against;
        });
    }

    private CommentOutcome change(String name, Viewer viewer, CommentId number, CommentChange change) {
        return graph.write(name, transaction -> {
            Optional<LockedComment> locked = repository.locked(transaction, CommentKey.of(viewer, number));
            if (locked.isEmpty()) {
                return CommentOutcome.refused(CommentRules.notFound());
            }
            return change.make(transaction, locked.get())
                    .map(CommentOutcome::refused)
                    .orElseGet(() -> CommentOutcome.done(number));
        });
    }

    private static boolean isOwn(Viewer viewer, Comment comment) {
        return comment.authorId().equals(viewer.userId());
    }

    /** A change of a locked comment; returns why it is refused. */
    @FunctionalInterface
    private interface CommentChange {
        Optional<UserError> make(Transaction transaction, LockedComment locked);
    }
}
