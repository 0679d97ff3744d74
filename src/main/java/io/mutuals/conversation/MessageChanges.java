package io.mutuals.conversation;

import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decided;
import io.mutuals.conversation.ChangeFacts.Stored;
import io.mutuals.security.Viewer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/** Changes what was sent: edits it, takes it back, reacts to it. */
@Service
class MessageChanges {

    private final Changes changes;
    private final MessageRepository messages;
    private final MessageRules rules;
    private final ConversationProperties limits;

    MessageChanges(Changes changes, MessageRepository messages, MessageRules rules, ConversationProperties limits) {
        this.changes = changes;
        this.messages = messages;
        this.rules = rules;
        this.limits = limits;
    }

    /** The viewer's own message says {@code body} from now on. */
    CompletableFuture<Decided<Long>> edit(Viewer viewer, long number, String body) {
        Optional<UserError> refusal = body.isBlank()
                ? MessageRules.refuse(MessageErrorCode.EMPTY, "A message says something.", "body")
                : rules.againstBody(body);
        return refusal.isPresent()
                ? CompletableFuture.completedFuture(Decided.refused(refusal.get()))
                : change(viewer, number, false, (conversation, part, stored, message, facts) -> {
                    boolean own = stored.sender() == part.user();
                    Optional<UserError> against = rules.againstEdit(own, message, conversation.now());
                    if (against.isPresent()) {
                        return against;
                    }
                    Optional<UserError> early =
                            conversation.awaitsAcceptance(part.user()) && facts.acceptance() != Acceptance.ACCEPTED
                                    ? rules.againstLinkBeforeAcceptance(body)
                                    : Optional.empty();
                    if (early.isPresent()) {
                        return early;
                    }
                    if (!body.equals(message.body())) {
                        conversation.write(new Write.Edit(number, body, conversation.now()));
                        conversation.tellOf(EventType.MESSAGE_EDITED, part.user(), message);
                    }
                    return Optional.empty();
                });
    }

    /** The viewer's own message is taken back; a second time nothing happens. */
    CompletableFuture<Decided<Long>> unsend(Viewer viewer, long number) {
        return change(viewer, number, false, (conversation, part, stored, message, facts) -> {
            boolean own = stored.sender() == part.user();
            if (own && message.unsentAt() != null) {
                return Optional.empty();
            }
            Optional<UserError> against = rules.againstUnsend(own, message);
            if (against.isEmpty()) {
                conversation.write(new Write.Unsend(number, conversation.now()));
                conversation.tellOf(EventType.MESSAGE_UNSENT, part.user(), message);
            }
            return against;
        });
    }

    /**
     * Adds the viewer's reaction to a message; a second time nothing happens.
     *
     * @param typed the emoji in any of its forms
     */
    CompletableFuture<Decided<Long>> react(Viewer viewer, long number, String typed) {
        String emoji = Emoji.of(typed).orElse(null);
        return emoji == null
                ? CompletableFuture.completedFuture(Decided.refused(MessageRules.noEmoji()))
                : change(viewer, number, true, (conversation, part, stored, message, facts) -> {
                    Optional<UserError> against = rules.againstUnsent(message);
                    if (against.isPresent() || conversation.reacts(stored, part.user(), emoji)) {
                        return against;
                    }
                    boolean another = stored.reactions().stream()
                            .noneMatch(reacted -> reacted.emoji().equals(emoji));
                    long emojis = stored.reactions().stream()
                            .map(ChangeFacts.Reacted::emoji)
                            .distinct()
                            .count();
                    if (another && emojis >= limits.maxEmojis()) {
                        return MessageRules.refuse(
                                MessageErrorCode.TOO_MANY_EMOJIS,
                                "People react to one message with at most " + limits.maxEmojis() + " emojis.",
                                "emoji");
                    }
                    conversation.write(new Write.React(part.user(), number, emoji, conversation.now()));
                    conversation.tellOf(EventType.REACTIONS_CHANGED, part.user(), message);
                    return Optional.empty();
                });
    }

    /**
     * Removes the viewer's reaction to a message; a second time nothing happens.
     *
     * @param typed the emoji in any of its forms
     */
    CompletableFuture<Decided<Long>> unreact(Viewer viewer, long number, String typed) {
        String emoji = Emoji.of(typed).orElse(typed);
        return change(viewer, number, true, (conversation, part, stored, message, facts) -> {
            if (conversation.reacts(stored, part.user(), emoji)) {
                conversation.write(new Write.Unreact(part.user(), number, emoji));
                conversation.tellOf(EventType.REACTIONS_CHANGED, part.user(), message);
            }
            return Optional.empty();
        });
    }

    private CompletableFuture<Decided<Long>> change(Viewer viewer, long number, boolean withReactions, Rule rule) {
        Optional<Long> conversation = messages.conversationOf(viewer.id(), number);
        if (conversation.isEmpty()) {
            return CompletableFuture.completedFuture(Decided.refused(MessageRules.noSuchMessage()));
        }
        return changes.make(new Change<>(
                conversation.get(),
                ChangeInput.about(viewer.id(), number, withReactions),
                (locked, part, facts) -> facts.message()
                        .filter(stored -> part.sees(stored.message().seq()))
                        .map(stored -> rule.decide(locked, part, stored, locked.asItIs(stored), facts)
                                .<Decided<Long>>map(Decided::refused)
                                .orElseGet(() -> Decided.done(number)))
                        .orElseGet(() -> Decided.refused(MessageRules.noSuchMessage())),
                MessageRules.noSuchMessage()));
    }

    /** Decides what happens to a message, and does it; or tells why nothing happens. */
    @FunctionalInterface
    private interface Rule {
        Optional<UserError> decide(
                LockedConversation conversation, LockedPart viewer, Stored stored, Message message, ChangeFacts facts);
    }
}
