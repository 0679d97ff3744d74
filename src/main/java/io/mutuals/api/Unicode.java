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
}
