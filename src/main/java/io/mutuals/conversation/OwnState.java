package io.mutuals.conversation;

import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Changes the state that each participant has alone: read and delivery horizons, mute, archive and pin. */
@Service
class OwnState {

    private final Changes changes;
    private final InstantSource clock;

    OwnState(Changes changes, InstantSource clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /** Moves the viewer's read horizon to the message {@code seq}, at most to the last message; it never goes back. */
    CompletableFuture<Decision<Long>> read(Viewer viewer, long conversation, int seq) {
        return moveHorizon(
                viewer, conversation, (locked, participant) -> participant.read(Math.min(seq, locked.lastSeq())));
    }

    /**
     * Moves the viewer's delivery horizon to the message {@code seq}, at most to the last message; it never goes back.
     */
    CompletableFuture<Decision<Long>> delivered(Viewer viewer, long conversation, int seq) {
        return moveHorizon(
                viewer, conversation, (locked, participant) -> participant.delivered(Math.min(seq, locked.lastSeq())));
    }

    /** Mutes the conversation for the viewer until a future instant; null ends the mute. */
    CompletableFuture<Decision<Long>> mute(Viewer viewer, long conversation, @Nullable Instant until) {
        return until != null && !until.isAfter(clock.instant())
                ? CompletableFuture.completedFuture(Decision.refused(UserError.of(
                        ConversationErrorCode.INVALID_UNTIL,
                        "A conversation can be muted only until a time in the future.",
                        "input",
                        "until")))
                : update(viewer, conversation, (participant, now) -> participant.mute(until));
    }

    /** Archives the conversation for the viewer, or takes it back. */
    CompletableFuture<Decision<Long>> archive(Viewer viewer, long conversation, boolean archived) {
        return update(viewer, conversation, (participant, now) -> participant.archive(archived ? now : null));
    }

    /** Pins or unpins the conversation for the viewer. */
    CompletableFuture<Decision<Long>> pin(Viewer viewer, long conversation, boolean pinned) {
        return update(viewer, conversation, (participant, now) -> participant.pin(pinned ? now : null));
    }

    private CompletableFuture<Decision<Long>> moveHorizon(
            Viewer viewer, long conversation, BiPredicate<LockedConversation, LockedParticipant> move) {
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id()),
                (locked, participant, facts) -> {
                    if (move.test(locked, participant)) {
                        locked.addEventAbout(EventType.READ_STATE_CHANGED, participant.user(), participant.user());
                    }
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }

    private CompletableFuture<Decision<Long>> update(
            Viewer viewer, long conversation, BiConsumer<LockedParticipant, Instant> update) {
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id()),
                (locked, participant, facts) -> {
                    update.accept(participant, locked.now());
                    locked.addPrivateEvent(EventType.OWN_STATE_CHANGED, participant.user());
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }
}
