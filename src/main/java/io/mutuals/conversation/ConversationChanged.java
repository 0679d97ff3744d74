package io.mutuals.conversation;

import java.time.Instant;
import java.util.Set;

/**
 * A conversation was changed, and the change is committed.
 *
 * @param lastEvent the number of its last event
 * @param concerned those who took part before or take part now
 * @param parts whether it is a group and it may be others who take part now
 */
public record ConversationChanged(long conversation, int lastEvent, Set<Long> concerned, boolean parts, Instant at) {}
