package io.mutuals.conversation;

/** A conversation as one viewer sees it. */
record ConversationKey(long viewer, long conversation) {}
