package io.mutuals.conversation;

import java.time.Instant;
import java.util.Set;

/**
 * Published after a change of a conversation was committed.
 *
 * @param conversation the number of the conversation
 * @param lastEvent the number of its last event
 * @param concerned the numbers of the users who took part before the change or after it
 * @param participantsChanged whether it is a group whose active participants may have changed
 * @param at when the change happened
 */
public record ConversationChanged(
        long conversation, int lastEvent, Set<Long> concerned, boolean participantsChanged, Instant at) {}
