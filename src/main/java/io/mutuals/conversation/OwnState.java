package io.mutuals.conversation;

import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decided;
import io.mutuals.neo4j.Times;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What a conversation is to one person alone: how far they read, whether it disturbs them, where it stands. */
@Service
class OwnState {

    private final Changes changes;
    private final InstantSource clock;

    OwnState(Changes changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /** The viewer has read up to the message {@code seq}, or the last one there is; the horizon never goes back. */
    CompletableFuture<Decided<Long>> read(Viewer viewer, long conversation, int seq) {
        return horizon(viewer, conversation, (locked, part) -> part.read(Math.min(seq, locked.lastSeq())));
    }

    /** A device of the viewer has received up to the message {@code seq}; the horizon never goes back. */
    CompletableFuture<Decided<Long>> delivered(Viewer viewer, long conversation, int seq) {
        return horizon(viewer, conversation, (locked, part) -> part.delivered(Math.min(seq, locked.lastSeq())));
    }

    /** Mutes the conversation for the viewer until a time to come; null ends it. */
    CompletableFuture<Decided<Long>> mute(Viewer viewer, long conversation, @Nullable Instant until) {
        return until != null && !until.isAfter(clock.instant())
                ? CompletableFuture.completedFuture(Decided.refused(UserError.of(
                        ConversationErrorCode.INVALID_UNTIL,
                        "A conversation can be muted until a time to come; this one is over.",
                        "input",
                        "until")))
                : set(viewer, conversation, "mutedUntil", now -> until);
    }

    /** The viewer puts the conversation away, or takes it back. */
    CompletableFuture<Decided<Long>> archive(Viewer viewer, long conversation, boolean archived) {
        return set(viewer, conversation, "archivedAt", now -> archived ? now : null);
    }

    /** The viewer pins the conversation, or does not any more. */
    CompletableFuture<Decided<Long>> pin(Viewer viewer, long conversation, boolean pinned) {
        return set(viewer, conversation, "pinnedAt", now -> pinned ? now : null);
    }

    private CompletableFuture<Decided<Long>> horizon(
            Viewer viewer, long conversation, BiPredicate<LockedConversation, LockedPart> move) {
        return changes.make(new Change<>(
                conversation,
                ChangeInput.nothing(viewer.id()),
                (locked, part, facts) -> {
                    if (move.test(locked, part)) {
                        locked.tellOf(EventType.READ_STATE_CHANGED, part.user(), part.user());
                    }
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }

    private CompletableFuture<Decided<Long>> set(Viewer viewer, long conversation, String property, At at) {
        return changes.make(new Change<>(
                conversation,
                ChangeInput.nothing(viewer.id()),
                (locked, part, facts) -> {
                    part.set(property, Times.parameter(at.of(locked.now())));
                    locked.tellOnly(EventType.OWN_STATE_CHANGED, part.user());
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** An instant that depends on when the change happens. */
    @FunctionalInterface
    private interface At {
        @Nullable
        Instant of(Instant now);
    }
}
