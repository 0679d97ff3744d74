package io.mutuals.conversation;

/** What happened in a conversation. Each is stored under its name. */
public enum EventType {
    /** A message was sent; such an event is the message itself. */
    MESSAGE_SENT,
    /** A message says something else now. */
    MESSAGE_EDITED,
    /** A message was taken back. */
    MESSAGE_UNSENT,
    /** Somebody reacted to a message, or does not any more. */
    REACTIONS_CHANGED,
    /** Somebody takes part from now on. */
    PARTICIPANT_ADDED,
    /** Somebody left. */
    PARTICIPANT_LEFT,
    /** Somebody was removed. */
    PARTICIPANT_REMOVED,
    /** Somebody may do something else now. */
    ROLE_CHANGED,
    /** Somebody read on, or their device received more. */
    READ_STATE_CHANGED,
    /** The group has another title, or newcomers read something else. */
    DETAILS_CHANGED,
    /** Somebody changed what the conversation is to them alone: muted, archived, pinned, accepted, declined. */
    OWN_STATE_CHANGED,
    /** A block between the two began or ended. */
    AVAILABILITY_CHANGED
}
