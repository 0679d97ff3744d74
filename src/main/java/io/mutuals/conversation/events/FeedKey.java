package io.mutuals.conversation.events;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to hear.
 *
 * @param conversation of this conversation alone; null for all
 * @param after what they know
 * @param limit the most events to read
 */
record FeedKey(long viewer, @Nullable Long conversation, EventCursor after, int limit) {}
