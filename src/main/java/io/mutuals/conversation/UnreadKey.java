package io.mutuals.conversation;

/** Identifies the unread counts of an inbox folder. */
record UnreadKey(long viewer, InboxFolder folder) {}
