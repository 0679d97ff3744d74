package io.mutuals.user;

import java.util.Locale;
import java.util.regex.Pattern;

/** The unique name by which people find somebody: 3 to 30 lower-case letters, digits, dots or underscores. */
final class Handle {

    /** What every stored handle matches. */
    static final Pattern FORM = Pattern.compile("[a-z0-9._]{3,30}");

    private static final Pattern BEGINNING = Pattern.compile("[a-z0-9._]{1,30}");

    private Handle() {}

    /** Whether a handle can begin like this. */
    static boolean isBeginning(String text) {
        return BEGINNING.matcher(text).matches();
    }

    /** The stored form of a handle as people type it: in any case, with or without a leading @. */
    static String typed(String text) {
        String bare = text.startsWith("@") ? text.substring(1) : text;
        return bare.toLowerCase(Locale.ROOT);
    }
}
