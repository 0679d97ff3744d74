package io.mutuals.conversation;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.util.Optional;

/**
 * Emojis as UTS 51 defines them: the sequences recommended for general interchange (RGI), flags of countries and regions and keycaps
 * among them. Parts of such sequences, as a lone skin tone or regional letter, are none.
 *
 * <p>The variation selector U+FE0F may be missing where it belongs, or stand where it changes nothing; each emoji has one form in which
 * it is stored, the fully-qualified one, which every platform shows in colour.
 */
final class Emoji {

    /** More than the longest has with a selector behind each of its code points. */
    private static final int MAX_LENGTH = 64;

    private static final int COLOUR = 0xFE0F;

    private Emoji() {}

    /** The form in which an emoji is stored; empty when the text is not exactly one emoji. */
    static Optional<String> of(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String qualified = qualified(text);
        return UCharacter.hasBinaryProperty(qualified, UProperty.RGI_EMOJI) && !isLonePart(qualified)
                ? Optional.of(qualified)
                : Optional.empty();
    }

    /** Skin tones and hair are in the list of basic emojis, yet they are made to follow a face or a hand. */
    private static boolean isLonePart(String text) {
        int first = text.codePointAt(0);
        return is(first, UProperty.EMOJI_COMPONENT) && text.length() == Character.charCount(first);
    }

    /** The text with U+FE0F behind each emoji that is shown as text by default, unless a skin tone follows it, and nowhere else. */
    private static String qualified(String text) {
        int[] signs = text.codePoints().filter(sign -> sign != COLOUR).toArray();
        StringBuilder qualified = new StringBuilder(text.length());
        for (int index = 0; index < signs.length; index++) {
            int sign = signs[index];
            qualified.appendCodePoint(sign);
            boolean shownAsText = is(sign, UProperty.EMOJI) && !is(sign, UProperty.EMOJI_PRESENTATION);
            boolean toned = index + 1 < signs.length && is(signs[index + 1], UProperty.EMOJI_MODIFIER);
            if (shownAsText && !toned) {
                qualified.appendCodePoint(COLOUR);
            }
        }
        return qualified.toString();
    }

    private static boolean is(int sign, int property) {
        return UCharacter.hasBinaryProperty(sign, property);
    }
}
