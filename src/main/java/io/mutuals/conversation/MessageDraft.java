package io.mutuals.conversation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wants to send.
 *
 * @param clientMessageId the key under which it is sent once, however often it is tried
 * @param body what it says; null when it only shows a video
 * @param replyTo the number of the message that it answers
 * @param video the number of the video that comes with it
 * @param anchor the part of a video that it is about
 * @param mentions the numbers of people whom it calls
 */
record MessageDraft(
        String clientMessageId,
        @Nullable String body,
        @Nullable Long replyTo,
        @Nullable Long video,
        @Nullable VideoAnchor anchor,
        List<Long> mentions) {

    /** The video that it is about, by showing it or by being anchored to it; null when there is none. */
    @Nullable
    Long aboutVideo() {
        return video != null ? video : anchor == null ? null : anchor.videoNumber();
    }

    /** Equal for equal content, whatever becomes of the message later; the first 128 bits of a SHA-256. */
    String fingerprint() {
        String content = String.join(
                "\u001f",
                Objects.requireNonNullElse(body, "\u0000"),
                Objects.toString(replyTo),
                Objects.toString(video),
                Objects.toString(anchor),
                mentions.toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** Whether a message that was sent under the same key is this one. What was imported has no fingerprint: its body decides. */
    boolean isSameAs(ChangeFacts.Stored sent) {
        return Optional.ofNullable(sent.fingerprint())
                .map(fingerprint()::equals)
                .orElseGet(() -> Objects.equals(body, sent.message().body()));
    }
}
