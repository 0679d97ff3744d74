package io.mutuals.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A decided change of one participant, which {@link ChangedConversations} stores. */
sealed interface ParticipantUpdate {

    /** The participant has another role. */
    record Role(ParticipantRole role) implements ParticipantUpdate {}

    /** The participant accepted or declined the conversation. */
    record State(ParticipantState state) implements ParticipantUpdate {}

    /** The participant has read every message up to {@code seq}. */
    record Read(int seq) implements ParticipantUpdate {}

    /** The participant's devices have received every message up to {@code seq}. */
    record Delivered(int seq) implements ParticipantUpdate {}

    /** The conversation is muted for the participant until an instant; null ends the mute. */
    record Muted(@Nullable Instant until) implements ParticipantUpdate {}

    /** The participant archived the conversation at an instant; null takes it back. */
    record Archived(@Nullable Instant at) implements ParticipantUpdate {}

    /** The participant pinned the conversation at an instant; null unpins it. */
    record Pinned(@Nullable Instant at) implements ParticipantUpdate {}

    /** The conversation ceased to exist for the participant with the event {@code event}. */
    record Gone(int event, Instant at) implements ParticipantUpdate {}
}
