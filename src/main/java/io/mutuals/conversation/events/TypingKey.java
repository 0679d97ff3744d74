package io.mutuals.conversation.events;

/** The typing users of a conversation, as one viewer sees them. */
record TypingKey(long viewer, long conversation) {}
