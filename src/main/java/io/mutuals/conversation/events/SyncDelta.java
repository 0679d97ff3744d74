package io.mutuals.conversation.events;

import java.util.List;

/**
 * What happened since a cursor.
 *
 * @param events in the order in which they happened; within a conversation that of its log
 * @param cursor what is known with them
 * @param hasMore whether more has happened than fits
 */
record SyncDelta(List<ConversationEvent> events, EventCursor cursor, boolean hasMore) {}
