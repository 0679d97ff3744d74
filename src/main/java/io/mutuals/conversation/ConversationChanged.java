package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import java.time.Instant;
import java.util.Set;

/**
 * Published after a change of a conversation was committed.
 *
 * @param lastEvent the number of its last event
 * @param concerned the users who took part before the change or after it
 * @param at when the change happened
 */
public record ConversationChanged(ConversationId conversation, int lastEvent, Set<UserId> concerned, Instant at) {}
