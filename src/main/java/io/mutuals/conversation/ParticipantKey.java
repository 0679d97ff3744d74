package io.mutuals.conversation;

/** Somebody's part in a conversation. */
record ParticipantKey(long viewer, long conversation, long user) {}
