package io.mutuals.conversation;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Sends messages: each once, however often it is retried, in the order of arrival, numbered without gaps. Thread-safe.
 */
@Service
class MessageSender {

    /** Runs what follows a commit, so that the next transaction need not wait for it. */
    private static final Executor ANSWERING = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answer-", 0).factory());

    private final Changes changes;
    private final MessageRules rules;
    private final ActionLimits limits;
    private final Ids ids;

    MessageSender(Changes changes, MessageRules rules, ActionLimits limits, Ids ids) {
        this.changes = changes;
        this.rules = rules;
        this.limits = limits;
        this.ids = ids;
    }

    /**
     * Sends {@code draft}, unless the viewer has already sent it to this conversation under the same key.
     *
     * @return completes when the message is stored or refused
     */
    CompletableFuture<Decision<Sent>> send(Viewer viewer, long conversation, MessageDraft draft) {
        Optional<UserError> refusal = rules.against(draft);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(Decision.refused(refusal.get()));
        }
        Instant resetAt = limits.refusedUntil(ActionLimit.SEND_MESSAGE, viewer.id(), 1);
        if (resetAt != null) {
            return CompletableFuture.completedFuture(Decision.refused(UserError.until(
                    resetAt, MessageErrorCode.RATE_LIMITED, "You have sent too many messages recently.")));
        }
        return changes.apply(change(viewer.id(), conversation, draft))
                .whenCompleteAsync((decision, failure) -> giveBackUnused(viewer, decision), ANSWERING);
    }

    private Change<Sent> change(long viewer, long conversation, MessageDraft draft) {
        List<Long> users = new ArrayList<>(draft.mentions());
        users.add(viewer);
        ChangeInput input =
                new ChangeInput(viewer, draft.clientMessageId(), draft.replyTo(), false, draft.aboutVideo(), users);
        return new Change<>(
                conversation,
                input,
                (locked, participant, facts) -> decide(draft, locked, participant, facts),
                MessageRules.notFound("input", "conversationId"));
    }

    /** Runs the statements of sending {@code draft} in a transaction that the caller rolls back. */
    void rehearse(Graph.Transaction transaction, long viewer, long conversation, MessageDraft draft) {
        changes.rehearse(transaction, change(viewer, conversation, draft));
    }

    private void giveBackUnused(Viewer viewer, @Nullable Decision<Sent> decision) {
        boolean nothingNew = decision != null
                && (decision.value() == null || decision.value().replayed());
        if (nothingNew) {
            limits.giveBack(ActionLimit.SEND_MESSAGE, viewer.id(), 1);
        }
    }

    private Decision<Sent> decide(
            MessageDraft draft, LockedConversation conversation, LockedParticipant participant, ChangeFacts facts) {
        Optional<Message> sentNow = conversation.sentNow(participant.user(), draft.clientMessageId());
        if (sentNow.isPresent() || facts.sent().isPresent()) {
            return replay(draft, conversation, sentNow, facts);
        }
        Optional<UserError> refusal = against(draft, conversation, participant, facts);
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        if (participant.state() == ParticipantState.REQUEST) {
            conversation.accept(participant);
        }
        if (conversation.kind() == ConversationKind.DIRECT
                && facts.acceptance() == Acceptance.ACCEPTED
                && conversation.awaitsAcceptance(participant.user())) {
            conversation.other(participant.user()).ifPresent(conversation::accept);
        }
        Message message = new Message(
                ids.next(),
                conversation.number(),
                conversation.nextSeq(),
                draft.clientMessageId(),
                facts.viewer(),
                draft.body(),
                conversation.now(),
                null,
                null,
                draft.replyTo(),
                draft.video(),
                draft.anchor());
        List<Long> mentions = draft.mentions().stream()
                .distinct()
                .filter(user -> user != participant.user() && !facts.hidden().contains(user))
                .filter(user -> conversation.participant(user).isPresent())
                .toList();
        conversation.send(message, draft, participant.user(), mentions);
        return Decision.done(new Sent(message, false));
    }

    /** Returns the message that was sent under the same key, or refuses if its content differs. */
    private static Decision<Sent> replay(
            MessageDraft draft, LockedConversation conversation, Optional<Message> sentNow, ChangeFacts facts) {
        boolean same = facts.sent()
                .map(draft::isSameAs)
                .orElseGet(() ->
                        conversation.isSentNow(draft, sentNow.orElseThrow().number()));
        if (!same) {
            return Decision.refused(MessageRules.refuse(
                            MessageErrorCode.IDEMPOTENCY_MISMATCH,
                            "You have already sent another message with this clientMessageId.",
                            "clientMessageId")
                    .orElseThrow());
        }
        Message message = sentNow.orElseGet(
                () -> conversation.current(facts.sent().orElseThrow()).sentBy(facts.viewer()));
        return Decision.done(new Sent(message, true));
    }

    private Optional<UserError> against(
            MessageDraft draft, LockedConversation conversation, LockedParticipant participant, ChangeFacts facts) {
        if (draft.replyTo() != null
                && facts.message()
                        .map(conversation::current)
                        .filter(answered -> answered.unsentAt() == null && participant.sees(answered.seq()))
                        .isEmpty()) {
            return MessageRules.refuse(
                    MessageErrorCode.REPLY_NOT_FOUND, "There is no such message in this conversation.", "replyTo");
        }
        if (draft.aboutVideo() != null && !facts.seesVideo()) {
            return MessageRules.refuse(
                    MessageErrorCode.VIDEO_NOT_FOUND,
                    "There is no such video.",
                    draft.video() != null ? new String[] {"videoId"} : new String[] {"anchor", "videoId"});
        }
        boolean isAlone = conversation.kind() == ConversationKind.DIRECT
                && conversation.other(participant.user()).isEmpty();
        if (!isAlone && !conversation.awaitsAcceptance(participant.user())) {
            return Optional.empty();
        }
        return switch (facts.acceptance()) {
            case ACCEPTED -> Optional.empty();
            case OPEN -> rules.againstRequest(draft, conversation.lastSeq());
            case CLOSED ->
                MessageRules.refuse(
                        MessageErrorCode.NOT_ACCEPTED_YET,
                        "This person no longer accepts messages from you.",
                        "conversationId");
        };
    }

    /**
     * A stored message.
     *
     * @param replayed whether an earlier request had stored it
     */
    record Sent(Message message, boolean replayed) {}
}
