package io.mutuals.report;

import io.mutuals.conversation.Message;
import io.mutuals.video.Video;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was at the time of a report.
 *
 * @param sender the sender; null when the account no longer existed
 * @param sharedVideo the number of the video that it shares; null when there is none
 */
record RecordedMessage(
        long number,
        int seq,
        @Nullable RecordedUser sender,
        @Nullable String body,
        @Nullable Long sharedVideo,
        Instant sentAt,
        @Nullable Instant editedAt,
        @Nullable Instant unsentAt) {

    static RecordedMessage of(Message message) {
        return new RecordedMessage(
                message.number(),
                message.seq(),
                message.sender() == null ? null : RecordedUser.of(message.sender()),
                message.body(),
                message.shares(),
                message.sentAt(),
                message.editedAt(),
                message.unsentAt());
    }

    /** The opaque id of the message. */
    public String messageId() {
        return Message.ID.encode(number);
    }

    /** The opaque id of the shared video; null when there is none. */
    public @Nullable String sharedVideoId() {
        return sharedVideo == null ? null : Video.ID.encode(sharedVideo);
    }
}
