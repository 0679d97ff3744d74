package io.mutuals.user;

import java.util.Locale;
import java.util.regex.Pattern;

/** The syntax of handles, the unique names of users: 3 to 30 lower-case letters, digits, dots or underscores. */
final class Handle {

    /** Matches every stored handle. */
    static final Pattern FORM = Pattern.compile("[a-z0-9._]{3,30}");

    private static final Pattern PREFIX = Pattern.compile("[a-z0-9._]{1,30}");

    private Handle() {}

    /** Returns whether some handle can begin with {@code text}. */
    static boolean isPrefix(String text) {
        return PREFIX.matcher(text).matches();
    }

    /** Returns the stored form of a handle that was typed in upper or lower case, with or without a leading @. */
    static String typed(String text) {
        String withoutAt = text.startsWith("@") ? text.substring(1) : text;
        return withoutAt.toLowerCase(Locale.ROOT);
    }
}
