package io.mutuals.conversation.events;

/** Who writes in a conversation. */
record TypingKey(long viewer, long conversation) {}
