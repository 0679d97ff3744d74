package io.mutuals.conversation;

/** The unread counts of an inbox folder. */
record UnreadKey(long viewer, InboxFolder folder) {}
