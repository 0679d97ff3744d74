package io.mutuals.conversation;

/** Everything in a folder that a viewer has not read yet. */
record UnreadKey(long viewer, InboxFolder folder) {}
