package io.mutuals.picture;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Addresses of pictures: https, or http at this machine where that is allowed, with a host, without user or fragment,
 * and with {@value #SIZE} at most once, in the path or the query, where the address differs by size.
 */
final class PictureAddress {

    /** Stands in an address for the width in pixels. */
    static final String SIZE = "{size}";

    /** The maximum length of an address, in characters. */
    static final int MAX = 1_000;

    private static final Pattern SECURE = Pattern.compile("https://.*");

    /** Browsers treat these as they do https: nothing leaves the machine. */
    private static final Pattern LOOPBACK = Pattern.compile("http://(localhost|127\\.0\\.0\\.1|\\[::1])[:/].*");

    private PictureAddress() {}

    /** Returns whether a text is an https address of a picture. */
    static boolean isValid(String text) {
        return SECURE.matcher(text).matches() && isAddress(text);
    }

    /** Returns whether a text is an http address of a picture on the machine that loads it. */
    static boolean isLoopback(String text) {
        return LOOPBACK.matcher(text).matches() && isAddress(text);
    }

    private static boolean isAddress(String text) {
        int size = text.indexOf(SIZE);
        if (text.length() > MAX || size != text.lastIndexOf(SIZE)) {
            return false;
        }
        try {
            URI uri = new URI(text.replace(SIZE, "1"));
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null
                    && (size < 0
                            || size
                                    > uri.getScheme().length()
                                            + "://".length()
                                            + uri.getRawAuthority().length())
                    && text.chars().allMatch(character -> character > ' ' && character < 127);
        } catch (URISyntaxException invalid) {
            return false;
        }
    }

    /** Returns the host of a valid address, in lower case. */
    static String host(String address) {
        return URI.create(address.replace(SIZE, "1")).getHost().toLowerCase(Locale.ROOT);
    }
}
