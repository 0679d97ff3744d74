package io.mutuals.report;

import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.Message;
import io.mutuals.conversation.Transcript;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reported message with the messages around it, as far as the reporter could read them.
 *
 * @param conversation the number of the conversation
 * @param before the messages before it, by seq
 * @param after the messages after it, by seq
 */
record MessageEvidence(
        long conversation, RecordedMessage message, List<RecordedMessage> before, List<RecordedMessage> after)
        implements ReportEvidence {

    static MessageEvidence of(Transcript transcript) {
        return new MessageEvidence(
                transcript.conversation(),
                RecordedMessage.of(transcript.message()),
                recorded(transcript.before()),
                recorded(transcript.after()));
    }

    private static List<RecordedMessage> recorded(List<Message> messages) {
        return messages.stream().map(RecordedMessage::of).toList();
    }

    /** The opaque id of the conversation. */
    public String conversationId() {
        return Conversation.ID.encode(conversation);
    }

    @Override
    public @Nullable Long against() {
        return message.sender() == null ? null : message.sender().number();
    }

    /** A message changes only by edits. */
    @Override
    public boolean isNewsSince(Instant earlier) {
        return message.editedAt() != null && message.editedAt().isAfter(earlier);
    }
}
