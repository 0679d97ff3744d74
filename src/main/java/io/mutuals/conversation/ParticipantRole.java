package io.mutuals.conversation;

/** The role of a participant, which decides what they may do in a group. */
public enum ParticipantRole {
    /** May do everything; a group always has at least one. */
    OWNER,
    /** May add participants, remove members, and change the title and history visibility. */
    ADMIN,
    /** May send messages and leave. */
    MEMBER
}
