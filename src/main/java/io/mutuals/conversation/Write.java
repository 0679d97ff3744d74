package io.mutuals.conversation;

import java.time.Instant;

/** A rare effect of a decided change, which {@link ChangedConversations} stores with a statement of its own. */
sealed interface Write {

    /**
     * A user joins the conversation.
     *
     * @param event the number of the event that tells so; the participant is told of it and of later ones
     */
    record Join(long conversation, LockedParticipant participant, int event) implements Write {}

    /**
     * A participant leaves the conversation or is removed from it.
     *
     * @param event the number of the event that tells so
     */
    record Leave(long conversation, long user, int event, Instant at) implements Write {}

    /** A message gets another body. */
    record Edit(long message, String body, Instant at) implements Write {}

    /** A message is unsent: its body, anchor, video, mentions and reactions are removed. */
    record Unsend(long message, Instant at) implements Write {}

    /** A user reacts to a message. */
    record React(long user, long message, String emoji, Instant at) implements Write {}

    /** A user takes a reaction back. */
    record Unreact(long user, long message, String emoji) implements Write {}
}
