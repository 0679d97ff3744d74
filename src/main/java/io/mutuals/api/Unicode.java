package io.mutuals.api;

/** Tells text from a sequence of UTF-16 code units that is none. */
public final class Unicode {

    private Unicode() {}

    /** Whether every surrogate is one of a pair. Others cannot be written as UTF-8: they would be stored, and told, as question marks. */
    public static boolean isText(String text) {
        for (int at = 0; at < text.length(); at++) {
            if (!Character.isSurrogate(text.charAt(at))) {
                continue;
            }
            boolean paired = Character.isHighSurrogate(text.charAt(at))
                    && at + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(at + 1));
            if (!paired) {
                return false;
            }
            at++;
        }
        return true;
    }
}
