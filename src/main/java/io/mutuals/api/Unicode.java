package io.mutuals.api;

/** Tells text from a sequence of UTF-16 code units that is none. */
public final class Unicode {

    private Unicode() {}

    /** Returns whether every surrogate is one of a pair. UTF-8 cannot hold a lone one: it would be stored as a question mark. */
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
