package io.mutuals.conversation;

import java.util.List;

/**
 * A message with its neighbours, limited to what one participant could read. It names every sender, even one hidden
 * from that participant, so it must not be shown to participants.
 *
 * @param conversation the number of the conversation
 * @param before the messages before it, by seq
 * @param after the messages after it, by seq
 */
public record Transcript(long conversation, List<Message> before, Message message, List<Message> after) {}
