package io.mutuals.conversation;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells whether a text carries an address that a reader could follow, or that an app would make a link of. A message request must not
 * carry one: it comes from a stranger.
 *
 * <p>People often leave out the blank behind a full stop. What then looks like the name of a host ("soon.Me") is no address when its
 * ending is an everyday word and is written as prose is: with a new sentence's capital letter, or behind an abbreviation, a number or a
 * word of two letters. A path, a port, a query, a scheme, {@code www.} or the {@code @} of a mail address makes it one all the same.
 */
final class LinkDetector {

    private static final Pattern SCHEME_OR_WWW = Pattern.compile("(?iu)\\b[a-z][a-z0-9+.-]*://|\\bwww\\.");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{M}\\p{N}.-]++");
    private static final Pattern MAILBOX = Pattern.compile("[\\p{L}\\p{N}._%+-]@$");
    private static final Pattern PORT_OR_QUERY = Pattern.compile(":[0-9]|\\?\\S*=");
    private static final Pattern ENDING =
            Pattern.compile("(?iu)xn--[a-z0-9-]{2,59}|[\\p{L}\\p{M}]{2,24}(?![\\p{L}\\p{M}\\p{N}])");

    /** Endings by which a name is taken for an address however it is written. */
    private static final Set<String> ENDINGS = Set.of("com", "net", "org", "ly", "gg", "xyz", "ru", "uk", "dev");

    /** Likewise, unless they begin a sentence. */
    private static final Set<String> BEGINNINGS = Set.of("io", "ai", "eu", "co", "tv");

    /** Likewise, unless they are words of a sentence. */
    private static final Set<String> WORDS = Set.of(
            "me", "de", "us", "live", "link", "app", "shop", "site", "online", "store", "top", "club", "pro", "info");

    private static final int SHORT = 2;

    private LinkDetector() {}

    static boolean hasLink(String text) {
        if (SCHEME_OR_WWW.matcher(text).find()) {
            return true;
        }
        Matcher host = HOST.matcher(text);
        while (host.find()) {
            if (hasAddress(text, host.start(), host.end())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasAddress(String text, int start, int end) {
        String[] labels = text.substring(start, end).split("\\.", -1);
        boolean isPathBehind = end < text.length() && text.charAt(end) == '/';
        boolean isPortBehind =
                PORT_OR_QUERY.matcher(text).region(end, text.length()).lookingAt();
        boolean isMail =
                MAILBOX.matcher(text.substring(Math.max(0, start - 2), start)).find();
        int first = 0;
        for (int index = 1; index < labels.length; index++) {
            Matcher ending = ENDING.matcher(labels[index]);
            if (labels[index - 1].isEmpty()) {
                first = index;
            } else if (ending.lookingAt() && !isAbbreviation(labels, first, index)) {
                boolean isLast = index == labels.length - 1;
                if (isMail
                        || (isPathBehind && isLast)
                        || isAddress(labels[index - 1], ending.group(), isPortBehind && isLast)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAddress(String last, String end, boolean isPortBehind) {
        String ending = end.toLowerCase(Locale.ROOT);
        if (BEGINNINGS.contains(ending)) {
            return isPortBehind || !isCapitalised(end);
        }
        if (WORDS.contains(ending)) {
            boolean isWord = last.length() > SHORT && !last.chars().allMatch(Character::isDigit);
            return isPortBehind || (isWord && !isCapitalised(end));
        }
        return ENDINGS.contains(ending);
    }

    /** Whether single letters with a dot behind each lie in front, as in "e.g." */
    private static boolean isAbbreviation(String[] labels, int first, int index) {
        boolean single = index - first > 1;
        for (int label = first; label < index; label++) {
            single = single && labels[label].length() == 1 && Character.isLetter(labels[label].charAt(0));
        }
        return single;
    }

    private static boolean isCapitalised(String word) {
        String rest = word.substring(1);
        return Character.isUpperCase(word.charAt(0)) && rest.equals(rest.toLowerCase(Locale.ROOT));
    }
}
