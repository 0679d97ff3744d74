package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;

/** A conversation as one viewer sees it. */
record ConversationKey(UserId viewer, ConversationId conversation) {}
