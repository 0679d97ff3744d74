package io.mutuals.conversation;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decided;
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
 * Sends messages: each once, however often it is tried, in the order in which they came, numbered without gaps.
 */
@Service
class Sending {

    /** The next transaction does not wait for what is done with the outcome of this one. */
    private static final Executor ANSWERING = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("answer-", 0).factory());

    private final Changes changes;
    private final MessageRules rules;
    private final ActionLimits limits;
    private final Ids ids;

    Sending(Changes changes, MessageRules rules, ActionLimits limits, Ids ids) {
        this.changes = changes;
        this.rules = rules;
        this.limits = limits;
        this.ids = ids;
    }

    /** Sends {@code draft}, or finds it sent already; it is stored when this completes. */
    CompletableFuture<Decided<Sent>> send(Viewer viewer, long conversation, MessageDraft draft) {
        Optional<UserError> refusal = rules.against(draft);
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(Decided.refused(refusal.get()));
        }
        Instant resetAt = limits.refusedUntil(ActionLimit.SEND_MESSAGE, viewer.id(), 1);
        if (resetAt != null) {
            return CompletableFuture.completedFuture(Decided.refused(UserError.until(
                    resetAt, MessageErrorCode.RATE_LIMITED, "You have sent too many messages in a short time.")));
        }
        return changes.make(change(viewer.id(), conversation, draft))
                .whenCompleteAsync((decided, failure) -> settle(viewer, decided), ANSWERING);
    }

    private Change<Sent> change(long viewer, long conversation, MessageDraft draft) {
        List<Long> people = new ArrayList<>(draft.mentions());
        people.add(viewer);
        ChangeInput ask =
                new ChangeInput(viewer, draft.clientMessageId(), draft.replyTo(), false, draft.aboutVideo(), people);
        return new Change<>(
                conversation,
                ask,
                (locked, part, facts) -> decide(draft, locked, part, facts),
                MessageRules.notFound("input", "conversationId"));
    }

    /** Runs what sending {@code draft} would, in a transaction of the caller's that is not committed. */
    void rehearse(Graph.Transaction transaction, long viewer, long conversation, MessageDraft draft) {
        changes.rehearse(transaction, change(viewer, conversation, draft));
    }

    private void settle(Viewer viewer, @Nullable Decided<Sent> decided) {
        boolean nothingNew =
                decided != null && (decided.value() == null || decided.value().replayed());
        if (nothingNew) {
            limits.giveBack(ActionLimit.SEND_MESSAGE, viewer.id(), 1);
        }
    }

    private Decided<Sent> decide(
            MessageDraft draft, LockedConversation conversation, LockedPart part, ChangeFacts facts) {
        Optional<Message> now = conversation.sentNow(
                new MessageRepository.ClientKey(conversation.number(), part.user(), draft.clientMessageId()));
        if (now.isPresent() || facts.sent().isPresent()) {
            return again(draft, conversation, now, facts);
        }
        Optional<UserError> refusal = against(draft, conversation, part, facts);
        if (refusal.isPresent()) {
            return Decided.refused(refusal.get());
        }
        if (part.state() == ParticipantState.REQUEST) {
            conversation.accept(part);
        }
        if (conversation.kind() == ConversationKind.DIRECT
                && facts.acceptance() == Acceptance.ACCEPTED
                && conversation.awaitsAcceptance(part.user())) {
            conversation.accept(conversation.other(part.user()));
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
                .filter(user -> user != part.user() && !facts.hidden().contains(user))
                .filter(user -> conversation.part(user).isPresent())
                .toList();
        conversation.send(message, draft, part.user(), mentions);
        return Decided.done(new Sent(message, false));
    }

    /** What was sent under the same key, if it is the same. */
    private static Decided<Sent> again(
            MessageDraft draft, LockedConversation conversation, Optional<Message> now, ChangeFacts facts) {
        boolean same = facts.sent()
                .map(draft::isSameAs)
                .orElseGet(() -> conversation.isSentNow(draft, now.orElseThrow().number()));
        if (!same) {
            return Decided.refused(MessageRules.refuse(
                            MessageErrorCode.IDEMPOTENCY_MISMATCH,
                            "Another message was sent under this id.",
                            "clientMessageId")
                    .orElseThrow());
        }
        Message message = now.orElseGet(
                () -> conversation.asItIs(facts.sent().orElseThrow()).sentBy(facts.viewer()));
        return Decided.done(new Sent(message, true));
    }

    private Optional<UserError> against(
            MessageDraft draft, LockedConversation conversation, LockedPart part, ChangeFacts facts) {
        if (draft.replyTo() != null
                && facts.message()
                        .map(conversation::asItIs)
                        .filter(answered -> answered.unsentAt() == null && part.sees(answered.seq()))
                        .isEmpty()) {
            return MessageRules.refuse(MessageErrorCode.REPLY_NOT_FOUND, "There is no such message here.", "replyTo");
        }
        if (draft.aboutVideo() != null && !facts.seesVideo()) {
            return MessageRules.refuse(
                    MessageErrorCode.VIDEO_NOT_FOUND,
                    "There is no such video.",
                    draft.video() != null ? new String[] {"videoId"} : new String[] {"anchor", "videoId"});
        }
        if (!conversation.awaitsAcceptance(part.user())) {
            return Optional.empty();
        }
        return switch (facts.acceptance()) {
            case ACCEPTED -> Optional.empty();
            case OPEN -> rules.againstBeforeAcceptance(draft, conversation.lastSeq());
            case CLOSED ->
                MessageRules.refuse(
                        MessageErrorCode.NOT_ACCEPTED_YET,
                        "This person does not take messages from you any more.",
                        "conversationId");
        };
    }

    /**
     * A message that is stored.
     *
     * @param replayed whether it was before
     */
    record Sent(Message message, boolean replayed) {}
}
