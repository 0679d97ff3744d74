package io.mutuals.conversation;

/** A folder of an inbox. */
public enum InboxFolder {
    /** Accepted conversations that are not archived. */
    MAIN,
    /** The pinned conversations of {@link #MAIN}. */
    PINNED,
    /** Message requests, until they are accepted or declined. */
    REQUESTS,
    /** Archived conversations. A new message moves one back to {@link #MAIN}, unless it is muted. */
    ARCHIVED
}
