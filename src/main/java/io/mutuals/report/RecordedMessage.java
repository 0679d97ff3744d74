package io.mutuals.report;

import io.mutuals.conversation.Message;
import io.mutuals.video.Video;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was when a report was made.
 *
 * @param sender null when the account was gone by then
 * @param sharedVideo the number of the video that came with it; null when none
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

    /** The message's id. */
    public String messageId() {
        return Message.ID.encode(number);
    }

    /** The id of the video that came with it. */
    public @Nullable String sharedVideoId() {
        return sharedVideo == null ? null : Video.ID.encode(sharedVideo);
    }
}
