package io.mutuals.conversation;

import io.mutuals.video.Video;
import org.jspecify.annotations.Nullable;

/**
 * A video shared into a conversation, as the viewer may see it.
 *
 * @param video null when it was removed or the viewer may not see it
 */
public record VideoCard(@Nullable Video video) implements Attachment {

    public CardAvailability availability() {
        return video == null ? CardAvailability.UNAVAILABLE : CardAvailability.AVAILABLE;
    }

    /** Returns whether a shared video can be shown. */
    public enum CardAvailability {
        /** The viewer may see the video. */
        AVAILABLE,
        /** The video was removed, or the viewer may not see it. */
        UNAVAILABLE
    }
}
