package io.mutuals.comment;

import io.mutuals.api.CommentId;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A comment to be made.
 *
 * @param clientCommentId the key that makes retries of one comment recognizable
 * @param body the text, stripped
 * @param answers the comment that it answers; null if it opens a thread
 * @param mentions the users to mention, without repeats
 */
record CommentDraft(
        VideoId video,
        String clientCommentId,
        String body,
        @Nullable CommentId answers,
        List<UserId> mentions) {

    /** Returns the first 128 bits of a SHA-256 of the content, in hex: equal for equal drafts. */
    String fingerprint() {
        String content = String.join("\u001f", body, Objects.toString(answers), mentions.toString());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
