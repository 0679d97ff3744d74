package io.mutuals.video;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.picture.Picture;
import io.mutuals.picture.PictureRules;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks what authors publish, in the order of the input; collects the reasons to refuse it. For one thread. */
final class VideoRules {

    /** The maximum length of a key of the client, in characters. */
    static final int MAX_CLIENT_VIDEO_ID = 64;

    /** The maximum length of a caption, in code points. */
    static final int MAX_CAPTION = 2_200;

    /** The longest duration, in milliseconds: a day. */
    static final int MAX_DURATION_MS = 86_400_000;

    private final List<UserError> errors = new ArrayList<>();

    /** Returns the reasons to refuse; empty if there are none. */
    List<UserError> errors() {
        return List.copyOf(errors);
    }

    void clientVideoId(String key) {
        if (Unicode.isBlank(key) || key.length() > MAX_CLIENT_VIDEO_ID) {
            refuse(
                    VideoErrorCode.INVALID_CLIENT_VIDEO_ID,
                    "A client video id has 1 to " + MAX_CLIENT_VIDEO_ID + " characters.",
                    "clientVideoId");
        }
    }

    /** Checks a caption as it is stored. */
    void caption(@Nullable String caption) {
        if (caption != null && !isCaption(caption)) {
            refuse(VideoErrorCode.CAPTION_TOO_LONG, "A caption has at most " + MAX_CAPTION + " characters.", "caption");
        }
    }

    /** Returns whether a text, as it is stored, is short enough for a caption. */
    static boolean isCaption(String caption) {
        return caption.codePointCount(0, caption.length()) <= MAX_CAPTION;
    }

    void durationMs(@Nullable Integer durationMs) {
        if (durationMs != null && (durationMs < 1 || durationMs > MAX_DURATION_MS)) {
            refuse(
                    VideoErrorCode.INVALID_DURATION,
                    "A video lasts 1 to " + MAX_DURATION_MS + " milliseconds.",
                    "durationMs");
        }
    }

    /** @param thumbnail null for none */
    void thumbnail(@Nullable Picture thumbnail, PictureRules rules) {
        errors.addAll(rules.against(thumbnail, "thumbnail"));
    }

    /** Returns a caption as it is stored: without blanks around it, in NFC. */
    static String stored(String typed) {
        return Normalizer.normalize(Unicode.strip(typed), Normalizer.Form.NFC);
    }

    private void refuse(VideoErrorCode code, String message, String field) {
        errors.add(UserError.of(code, message, "input", field));
    }
}
