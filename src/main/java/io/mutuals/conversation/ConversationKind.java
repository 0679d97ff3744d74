package io.mutuals.conversation;

/** How many people a conversation is for. */
public enum ConversationKind {
    /** Exactly two. */
    DIRECT,
    /** A group with a title. */
    GROUP
}
