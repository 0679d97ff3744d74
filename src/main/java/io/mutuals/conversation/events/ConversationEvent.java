package io.mutuals.conversation.events;

import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.EventType;
import io.mutuals.user.User;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened in a conversation, as one person hears of it. */
public sealed interface ConversationEvent {

    /** The number of the conversation. */
    long conversation();

    /** When it happened. */
    Instant at();

    /** The opaque id of the conversation. */
    default String conversationId() {
        return Conversation.ID.encode(conversation());
    }

    /**
     * A message was sent.
     *
     * @param sender the sender's number
     */
    record MessageSent(long conversation, Instant at, long message, long sender) implements ConversationEvent {}

    /** A message was edited, unsent, or reacted to. */
    record MessageChanged(long conversation, Instant at, long message, EventType type) implements ConversationEvent {

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

        /** What became different. */
        enum Change {
            EDITED,
            UNSENT,
            REACTIONS
        }
    }

    /**
     * Somebody came, went, or may do something else.
     *
     * @param user who
     * @param by who did it, which may be themselves
     */
    record ParticipantChanged(
            long conversation,
            Instant at,
            long user,
            @Nullable Long by,
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

        /** What became different. */
        enum Change {
            ADDED,
            LEFT,
            REMOVED,
            ROLE
        }
    }

    /** Somebody read on, or received more. */
    record ReadStateChanged(long conversation, Instant at, long user) implements ConversationEvent {}

    /** The conversation itself, or what it is to the viewer, is different. */
    record ConversationUpdated(long conversation, Instant at) implements ConversationEvent {}

    /** The conversation does not exist for the viewer any more. */
    record ConversationGone(long conversation, Instant at) implements ConversationEvent {}

    /**
     * Others write something just now, or stopped. Not kept: it is told to those who listen.
     *
     * @param users those who do now
     */
    record TypingChanged(long conversation, Instant at, List<User> users) implements ConversationEvent {}
}
