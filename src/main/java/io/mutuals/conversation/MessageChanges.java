package io.mutuals.conversation;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.conversation.ChangeFacts.Stored;
import io.mutuals.security.Viewer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/** Edits and unsends messages, and adds and removes reactions. */
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

    /** Replaces the body of the viewer's own message. */
    CompletableFuture<Decision<Long>> edit(Viewer viewer, long number, String body) {
        Optional<UserError> refusal = Unicode.isBlank(body)
                ? MessageRules.refuse(MessageErrorCode.EMPTY, "A message must not be empty.", "body")
                : rules.againstBody(body);
        return refusal.isPresent()
                ? CompletableFuture.completedFuture(Decision.refused(refusal.get()))
                : change(viewer, number, false, (conversation, participant, stored, message, facts) -> {
                    boolean own = stored.sender() == participant.user();
                    Optional<UserError> against = rules.againstEdit(own, message, conversation.now());
                    if (against.isPresent()) {
                        return against;
                    }
                    Optional<UserError> link = conversation.awaitsAcceptance(participant.user())
                                    && facts.acceptance() != Acceptance.ACCEPTED
                            ? rules.againstLinkInRequest(body)
                            : Optional.empty();
                    if (link.isPresent()) {
                        return link;
                    }
                    if (!body.equals(message.body())) {
                        conversation.write(new Write.Edit(number, body, conversation.now()));
                        conversation.addEventAbout(EventType.MESSAGE_EDITED, participant.user(), message);
                    }
                    return Optional.empty();
                });
    }

    /** Unsends the viewer's own message; does nothing when it is unsent already. */
    CompletableFuture<Decision<Long>> unsend(Viewer viewer, long number) {
        return change(viewer, number, false, (conversation, participant, stored, message, facts) -> {
            boolean own = stored.sender() == participant.user();
            if (own && message.unsentAt() != null) {
                return Optional.empty();
            }
            Optional<UserError> against = rules.againstUnsend(own, message);
            if (against.isEmpty()) {
                conversation.write(new Write.Unsend(number, conversation.now()));
                conversation.addEventAbout(EventType.MESSAGE_UNSENT, participant.user(), message);
            }
            return against;
        });
    }

    /**
     * Adds a reaction of the viewer to a message; does nothing when it exists already.
     *
     * @param typed the emoji, in any of its forms
     */
    CompletableFuture<Decision<Long>> react(Viewer viewer, long number, String typed) {
        String emoji = Emoji.of(typed).orElse(null);
        return emoji == null
                ? CompletableFuture.completedFuture(Decision.refused(MessageRules.invalidEmoji()))
                : change(viewer, number, true, (conversation, participant, stored, message, facts) -> {
                    Optional<UserError> against = rules.againstUnsent(message);
                    if (against.isPresent() || conversation.reacts(stored, participant.user(), emoji)) {
                        return against;
                    }
                    boolean isNew = stored.reactions().stream()
                            .noneMatch(reaction -> reaction.emoji().equals(emoji));
                    long emojis = stored.reactions().stream()
                            .map(ChangeFacts.UserReaction::emoji)
                            .distinct()
                            .count();
                    if (isNew && emojis >= limits.maxEmojis()) {
                        return MessageRules.refuse(
                                MessageErrorCode.TOO_MANY_EMOJIS,
                                "A message can have at most " + limits.maxEmojis() + " different emojis.",
                                "emoji");
                    }
                    conversation.write(new Write.React(participant.user(), number, emoji, conversation.now()));
                    conversation.addEventAbout(EventType.REACTIONS_CHANGED, participant.user(), message);
                    return Optional.empty();
                });
    }

    /**
     * Removes a reaction of the viewer from a message; does nothing when there is none.
     *
     * @param typed the emoji, in any of its forms
     */
    CompletableFuture<Decision<Long>> unreact(Viewer viewer, long number, String typed) {
        String emoji = Emoji.of(typed).orElse(typed);
        return change(viewer, number, true, (conversation, participant, stored, message, facts) -> {
            if (conversation.reacts(stored, participant.user(), emoji)) {
                conversation.write(new Write.Unreact(participant.user(), number, emoji));
                conversation.addEventAbout(EventType.REACTIONS_CHANGED, participant.user(), message);
            }
            return Optional.empty();
        });
    }

    private CompletableFuture<Decision<Long>> change(Viewer viewer, long number, boolean withReactions, Rule rule) {
        Optional<Long> conversation = messages.conversationOf(viewer.id(), number);
        if (conversation.isEmpty()) {
            return CompletableFuture.completedFuture(Decision.refused(MessageRules.noSuchMessage()));
        }
        return changes.apply(new Change<>(
                conversation.get(),
                ChangeInput.about(viewer.id(), number, withReactions),
                (locked, participant, facts) -> facts.message()
                        .filter(stored -> participant.sees(stored.message().seq()))
                        .map(stored -> rule.decide(locked, participant, stored, locked.current(stored), facts)
                                .<Decision<Long>>map(Decision::refused)
                                .orElseGet(() -> Decision.done(number)))
                        .orElseGet(() -> Decision.refused(MessageRules.noSuchMessage())),
                MessageRules.noSuchMessage()));
    }

    /** Applies a change to a message, or returns the reason for refusing it. */
    @FunctionalInterface
    private interface Rule {
        Optional<UserError> decide(
                LockedConversation conversation,
                LockedParticipant participant,
                Stored stored,
                Message message,
                ChangeFacts facts);
    }
}
