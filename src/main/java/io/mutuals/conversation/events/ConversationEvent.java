package io.mutuals.conversation.events;

import io.mutuals.api.ConversationId;
import io.mutuals.api.MessageId;
import io.mutuals.api.UserId;
import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.EventType;
import io.mutuals.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event of a conversation as one viewer is told of it. */
public sealed interface ConversationEvent {

    ConversationId conversation();

    /** When the event happened; never before an earlier event of the same conversation. */
    Instant at();

    /** The opaque id of the conversation. */
    default String conversationId() {
        return Conversation.ID.encode(conversation().value());
    }

    /** A message was sent. */
    record MessageSent(ConversationId conversation, Instant at, MessageId message, UserId sender)
            implements ConversationEvent {}

    /** A message was edited, unsent, or reacted to. */
    record MessageChanged(ConversationId conversation, Instant at, MessageId message, EventType type)
            implements ConversationEvent {

        public MessageChanged.Change messageChange() {
            return switch (type) {
                case MESSAGE_EDITED -> MessageChanged.Change.EDITED;
                case MESSAGE_UNSENT -> MessageChanged.Change.UNSENT;
                default -> MessageChanged.Change.REACTIONS;
            };
        }

        /** The former name of {@link #messageChange}. */
        public MessageChanged.Change change() {
            return messageChange();
        }

        /** The change of a message. */
        enum Change {
            EDITED,
            UNSENT,
            REACTIONS
        }
    }

    /**
     * A participant was added, left, was removed, or got another role.
     *
     * @param by the user who made the change, possibly the participant; null when unknown
     */
    record ParticipantChanged(
            ConversationId conversation,
            Instant at,
            UserId user,
            @Nullable UserId by,
            EventType type) implements ConversationEvent {

        public ParticipantChanged.Change participantChange() {
            return switch (type) {
                case PARTICIPANT_ADDED -> ParticipantChanged.Change.ADDED;
                case PARTICIPANT_LEFT -> ParticipantChanged.Change.LEFT;
                case PARTICIPANT_REMOVED -> ParticipantChanged.Change.REMOVED;
                default -> ParticipantChanged.Change.ROLE;
            };
        }

        /** The former name of {@link #participantChange}. */
        public ParticipantChanged.Change change() {
            return participantChange();
        }

        /** The change of a participant. */
        enum Change {
            ADDED,
            LEFT,
            REMOVED,
            ROLE
        }
    }

    /** A participant has read or received further messages. */
    record ReadStateChanged(ConversationId conversation, Instant at, UserId user) implements ConversationEvent {}

    /** The conversation, or the viewer's own state in it, changed. */
    record ConversationUpdated(ConversationId conversation, Instant at) implements ConversationEvent {}

    /** The conversation no longer exists for the viewer. */
    record ConversationGone(ConversationId conversation, Instant at) implements ConversationEvent {}

    /**
     * Other participants started or stopped typing. Not stored: only open streams receive it.
     *
     * @param users all other participants who are typing now, as far as the viewer may see them
     */
    record TypingChanged(ConversationId conversation, Instant at, List<User> users) implements ConversationEvent {}
}
