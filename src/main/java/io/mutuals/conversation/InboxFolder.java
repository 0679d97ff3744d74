package io.mutuals.conversation;

/** Where a conversation stands in somebody's inbox. */
public enum InboxFolder {
    /** What they take part in and did not archive. */
    MAIN,
    /** Of those, the ones that they pinned. */
    PINNED,
    /** What people who are no friends began, until it is accepted or declined. */
    REQUESTS,
    /** What they put away, until something new is said; while they mute it, it stays there. */
    ARCHIVED
}
