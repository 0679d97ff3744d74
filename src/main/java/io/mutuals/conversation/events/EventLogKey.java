package io.mutuals.conversation.events;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the events that a viewer does not know yet.
 *
 * @param conversation the only conversation to read; null for all conversations of the viewer
 * @param after the cursor of what the viewer knows
 * @param limit the most events to read, at least 1
 */
record EventLogKey(UserId viewer, @Nullable ConversationId conversation, EventCursor after, int limit) {}
