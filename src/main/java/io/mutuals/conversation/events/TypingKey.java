package io.mutuals.conversation.events;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;

/** The typing users of a conversation, as one viewer sees them. */
record TypingKey(UserId viewer, ConversationId conversation) {}
