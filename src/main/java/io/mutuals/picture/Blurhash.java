package io.mutuals.picture;

/**
 * <a href="https://github.com/woltapp/blurhash/blob/master/Algorithm.md">BlurHash</a>: a preview of a picture in 6 to
 * 166 characters, which clients draw until the picture is there.
 */
final class Blurhash {

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private Blurhash() {}

    /**
     * Returns whether a text is a BlurHash: digits of base 83, as many as the first of them says. It encodes the number
     * of components in both directions, 1 to 9 each; the average colour takes four digits and each other component two.
     */
    static boolean isValid(String text) {
        if (text.isEmpty() || text.chars().anyMatch(character -> DIGITS.indexOf(character) < 0)) {
            return false;
        }
        int components = DIGITS.indexOf(text.charAt(0));
        int across = components % 9 + 1;
        int down = components / 9 + 1;
        return down <= 9 && text.length() == 4 + 2 * across * down;
    }
}
