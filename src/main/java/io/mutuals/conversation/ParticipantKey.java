package io.mutuals.conversation;

/** A participant of a conversation, as one viewer sees them. */
record ParticipantKey(long viewer, long conversation, long user) {}
