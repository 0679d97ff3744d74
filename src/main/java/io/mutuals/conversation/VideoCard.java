package io.mutuals.conversation;

import io.mutuals.video.Video;
import org.jspecify.annotations.Nullable;

/**
 * A video, shared into a conversation, as one reader may see it.
 *
 * @param video null when it is gone or the reader may not see it
 */
public record VideoCard(@Nullable Video video) implements Attachment {

    public CardAvailability availability() {
        return video == null ? CardAvailability.UNAVAILABLE : CardAvailability.AVAILABLE;
    }

    /** Whether a shared thing can be shown. */
    public enum CardAvailability {
        /** It can. */
        AVAILABLE,
        /** It is gone, or the reader may not see it. */
        UNAVAILABLE
    }
}
