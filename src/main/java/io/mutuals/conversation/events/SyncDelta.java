package io.mutuals.conversation.events;

import java.util.List;

/**
 * The events since a cursor.
 *
 * @param events in the order in which they happened; within a conversation, in the order of its log
 * @param cursor the position after these events
 * @param hasMore whether further events follow
 */
record SyncDelta(List<ConversationEvent> events, EventCursor cursor, boolean hasMore) {}
