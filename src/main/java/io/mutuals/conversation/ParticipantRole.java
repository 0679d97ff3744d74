package io.mutuals.conversation;

/** What someone may do in a conversation. */
public enum ParticipantRole {
    /** Everything, and there is always one. */
    OWNER,
    /** Adds and removes people. */
    ADMIN,
    /** Talks. */
    MEMBER
}
