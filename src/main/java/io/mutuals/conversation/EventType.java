package io.mutuals.conversation;

/** The type of a conversation event, stored by name. */
public enum EventType {
    /** A message was sent; the stored message is itself the event. */
    MESSAGE_SENT,
    /** A message was edited. */
    MESSAGE_EDITED,
    /** A message was unsent. */
    MESSAGE_UNSENT,
    /** A reaction to a message was added or removed. */
    REACTIONS_CHANGED,
    /** A participant joined. */
    PARTICIPANT_ADDED,
    /** A participant left. */
    PARTICIPANT_LEFT,
    /** A participant was removed. */
    PARTICIPANT_REMOVED,
    /** A participant got another role. */
    ROLE_CHANGED,
    /** A participant has read or received further messages. */
    READ_STATE_CHANGED,
    /** The title or the history visibility of a group changed. */
    DETAILS_CHANGED,
    /** A participant muted, archived, pinned, opened or declined the conversation; shown to that participant only. */
    OWN_STATE_CHANGED,
    /** A block between two participants began or ended, or a participant accepted the conversation. */
    AVAILABILITY_CHANGED
}
