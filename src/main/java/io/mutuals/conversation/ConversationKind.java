package io.mutuals.conversation;

/** The kind of a conversation, which never changes. */
public enum ConversationKind {
    /** Between two users; each pair has at most one. */
    DIRECT,
    /** A group with a title. */
    GROUP
}
