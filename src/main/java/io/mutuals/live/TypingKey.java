package io.mutuals.live;

/** Who writes in a conversation. */
record TypingKey(long viewer, long conversation) {}
