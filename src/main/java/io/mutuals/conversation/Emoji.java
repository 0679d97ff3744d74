package io.mutuals.conversation;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.Optional;

/**
 * Recognises emojis as UTS 51 defines them: the sequences recommended for general interchange (RGI), which include
 * flags and keycaps. Parts of such sequences, such as a lone skin tone or regional indicator, are not emojis.
 *
 * <p>Clients omit the variation selector U+FE0F or add it where it has no effect. Each emoji is therefore stored in one
 * form, the fully-qualified one, which every platform shows in colour.
 */
final class Emoji {

    /** In UTF-16 units; longer than any RGI sequence with a selector after each code point. */
    private static final int MAX_LENGTH = 64;

    private static final int EMOJI_SELECTOR = 0xFE0F;

    private Emoji() {}

    /** Returns the fully-qualified form of an emoji; empty when {@code text} is not exactly one emoji. */
    static Optional<String> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String qualified = qualified(text);
        return UCharacter.hasBinaryProperty(qualified, UProperty.RGI_EMOJI) && !isLonePart(qualified)
                ? Optional.of(qualified)
                : Optional.empty();
    }

    /** Skin tones and hair styles count as basic emojis in ICU, but are only modifiers of faces and hands. */
    private static boolean isLonePart(String text) {
        int first = text.codePointAt(0);
        return is(first, UProperty.EMOJI_COMPONENT) && text.length() == Character.charCount(first);
    }

    /**
     * U+FE0F belongs after each emoji that defaults to text presentation, unless a skin tone follows, and nowhere else.
     */
    private static String qualified(String text) {
        int[] codePoints = text.codePoints()
                .filter(codePoint -> codePoint != EMOJI_SELECTOR)
                .toArray();
        StringBuilder qualified = new StringBuilder(text.length());
        for (int index = 0; index < codePoints.length; index++) {
            int codePoint = codePoints[index];
            qualified.appendCodePoint(codePoint);
            boolean shownAsText = is(codePoint, UProperty.EMOJI) && !is(codePoint, UProperty.EMOJI_PRESENTATION);
            boolean toned = index + 1 < codePoints.length && is(codePoints[index + 1], UProperty.EMOJI_MODIFIER);
            if (shownAsText && !toned) {
                qualified.appendCodePoint(EMOJI_SELECTOR);
            }
        }
        return qualified.toString();
    }

    private static boolean is(int codePoint, int property) {
        return UCharacter.hasBinaryProperty(codePoint, property);
    }
}
