package io.mutuals.conversation;

import java.util.List;

/**
 * A message with what was said around it, as one participant could read it, but with every sender: not for the eyes of participants.
 *
 * @param conversation the number of the conversation
 * @param before in the order in which they were sent
 * @param after in the order in which they were sent
 */
public record Transcript(long conversation, List<Message> before, Message message, List<Message> after) {}
