package io.mutuals.conversation;

import io.mutuals.api.Fingerprint;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message to be sent.
 *
 * @param clientMessageId the key that makes retries of one message recognizable
 * @param body the text; null when the message only shares a video
 * @param replyTo the number of the message that it replies to; null when there is none
 * @param video the number of the video that it shares; null when there is none
 * @param anchor the range of a video that it is about; null when there is none
 * @param mentions the numbers of the mentioned users
 */
record MessageDraft(
        String clientMessageId,
        @Nullable String body,
        @Nullable Long replyTo,
        @Nullable Long video,
        @Nullable VideoAnchor anchor,
        List<Long> mentions) {

    /** The number of the video that it shares or is anchored to; null when there is none. */
    @Nullable
    Long aboutVideo() {
        return video != null ? video : anchor == null ? null : anchor.videoNumber();
    }

    /** Returns a fingerprint of the content: equal for equal drafts. */
    String fingerprint() {
        return Fingerprint.of(
                Objects.requireNonNullElse(body, "\u0000"),
                Objects.toString(replyTo),
                Objects.toString(video),
                Objects.toString(anchor),
                mentions.toString());
    }

    /**
     * Returns whether a message that was sent under the same key has this content. Imported messages have no
     * fingerprint; their body decides.
     */
    boolean isSameAs(ChangeFacts.Stored sent) {
        return Optional.ofNullable(sent.fingerprint())
                .map(fingerprint()::equals)
                .orElseGet(() -> Objects.equals(body, sent.message().body()));
    }
}
