package io.mutuals.picture;

import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Checks pictures. The bean checks those that users give; {@link #OF_PLATFORM} checks those of the platform, which is
 * trusted with the hosts. Thread-safe.
 */
@Component
public class PictureRules {

    /**
     * The rules for pictures that the platform gives, in calls or files: they may lie at any host, and for trying
     * things out on the machine of the developer, without TLS.
     */
    public static final PictureRules OF_PLATFORM = new PictureRules(List.of(), true);

    /** The maximum length of an alternative text, in code points. */
    static final int MAX_ALT = 300;

    private final List<String> hosts;
    private final boolean mayBeLoopback;

    @Autowired
    PictureRules(PictureProperties properties) {
        this(properties.hosts(), false);
    }

    /**
     * @param hosts the permitted hosts in lower case; empty for all
     * @param mayBeLoopback whether they include http addresses of the machine that loads the picture
     */
    private PictureRules(List<String> hosts, boolean mayBeLoopback) {
        this.hosts = hosts;
        this.mayBeLoopback = mayBeLoopback;
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
        if (!isAddress(picture.address())) {
            errors.add(UserError.of(
                    PictureErrorCode.INVALID_PICTURE_URL,
                    "A picture needs an https address" + (hosts.isEmpty() ? "" : " of a permitted host") + ", at most "
                            + PictureAddress.MAX + " characters.",
                    "input",
                    field,
                    "url"));
        }
        String blurhash = picture.blurhash();
        if (blurhash != null && !isBlurhash(blurhash)) {
            errors.add(UserError.of(
                    PictureErrorCode.INVALID_BLURHASH, "This is not a BlurHash.", "input", field, "blurhash"));
        }
        String alt = picture.alt();
        if (alt != null && !isAlt(alt)) {
            errors.add(UserError.of(
                    PictureErrorCode.ALT_TOO_LONG,
                    "The text of a picture has at most " + MAX_ALT + " characters.",
                    "input",
                    field,
                    "alt"));
        }
        return errors;
    }

    /** Returns whether a text is an address of a picture at a permitted host. */
    boolean isAddress(String text) {
        return (mayBeLoopback && PictureAddress.isLoopback(text))
                || (PictureAddress.isValid(text) && (hosts.isEmpty() || hosts.contains(PictureAddress.host(text))));
    }

    /** Returns whether a text is a BlurHash. */
    boolean isBlurhash(String text) {
        return Blurhash.isValid(text);
    }

    /** Returns whether a text is short enough for what a picture shows. */
    boolean isAlt(String text) {
        return text.codePointCount(0, text.length()) <= MAX_ALT;
    }

    /** Returns an alternative text as it is stored: without blanks around it, in NFC; empty if it is blank. */
    static String storedAlt(String text) {
        return Normalizer.normalize(Unicode.strip(text), Normalizer.Form.NFC);
    }

    /** A picture as users give it. */
    public record Input(
            String url, @Nullable String blurhash, @Nullable String alt) {

        /** Returns the picture as it is stored: with an alternative text in NFC, or none if it is blank. */
        public Picture picture() {
            String text = alt == null ? "" : storedAlt(alt);
            return new Picture(url, blurhash, text.isEmpty() ? null : text);
        }
    }
}
