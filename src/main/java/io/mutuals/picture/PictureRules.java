package io.mutuals.picture;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks the pictures that users give. Thread-safe. */
@Component
public class PictureRules {

    /** The maximum length of an alternative text, in code points. */
    static final int MAX_ALT = 300;

    private final PictureProperties properties;

    PictureRules(PictureProperties properties) {
        this.properties = properties;
    }

    /**
     * Returns the reasons to refuse a picture; empty if there are none.
     *
     * @param picture null for none, which is always right
     * @param field the name of the input field that holds the picture
     */
    public List<UserError> against(@Nullable Picture picture, String field) {
        List<UserError> errors = new ArrayList<>();
        if (picture == null) {
            return errors;
        }
        if (!PictureAddress.isValid(picture.address()) || !isKnown(PictureAddress.host(picture.address()))) {
            errors.add(UserError.of(
                    PictureErrorCode.INVALID_PICTURE_URL,
                    "A picture needs an https address of a permitted host, at most " + PictureAddress.MAX
                            + " characters.",
                    "input",
                    field,
                    "url"));
        }
        String blurhash = picture.blurhash();
        if (blurhash != null && !Blurhash.isValid(blurhash)) {
            errors.add(UserError.of(
                    PictureErrorCode.INVALID_BLURHASH, "This is not a BlurHash.", "input", field, "blurhash"));
        }
        String alt = picture.alt();
        if (alt != null && alt.codePointCount(0, alt.length()) > MAX_ALT) {
            errors.add(UserError.of(
                    PictureErrorCode.ALT_TOO_LONG,
                    "The text of a picture has at most " + MAX_ALT + " characters.",
                    "input",
                    field,
                    "alt"));
        }
        return errors;
    }

    private boolean isKnown(String host) {
        return properties.hosts().isEmpty() || properties.hosts().contains(host);
    }

    /** A picture as users give it. */
    public record Input(
            String url, @Nullable String blurhash, @Nullable String alt) {

        /** Returns the picture as it is stored: with an alternative text in NFC, or none if it is blank. */
        public Picture picture() {
            String text = alt == null || Unicode.isBlank(alt)
                    ? null
                    : Normalizer.normalize(Unicode.strip(alt), Normalizer.Form.NFC);
            return new Picture(url, blurhash, text);
        }
    }
}
