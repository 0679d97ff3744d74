package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;

/** A participant of a conversation, as one viewer sees them. */
record ParticipantKey(UserId viewer, ConversationId conversation, UserId user) {}
