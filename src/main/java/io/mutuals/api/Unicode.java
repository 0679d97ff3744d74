package io.mutuals.api;

/** Distinguishes text from sequences of UTF-16 code units that are not text. */
public final class Unicode {

    private Unicode() {}

    /**
     * Returns whether each surrogate is part of a pair. Unpaired surrogates cannot be written as UTF-8: they would be
     * stored and sent as question marks.
     */
    public static boolean isText(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (Character.getType(character) == Character.SURROGATE) {
                return false;
            }
            at += Character.charCount(character);
        }
        return true;
    }

    /**
     * Returns whether a text shows nothing but blanks: those of {@link String#isBlank}, and the ones that do not break
     * lines, such as U+00A0, which it takes for letters.
     */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(Unicode::isBlank);
    }

    /** Returns a text without the blanks at its ends, by the same rule as {@link #isBlank(String)}. */
    public static String strip(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.codePointAt(begin))) {
            begin += Character.charCount(text.codePointAt(begin));
        }
        while (end > begin && isBlank(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(begin, end);
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
