package io.mutuals.conversation;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Detects addresses that a reader could follow or that an app would turn into a link. Message requests must not contain
 * any, since they come from strangers.
 *
 * <p>People often leave out the space after a full stop. Text that then looks like a host name ("soon.Me") is not an
 * address if its ending is an everyday word in a place where prose has one: capitalised as at the start of a sentence,
 * or after an abbreviation, a number or a word of two letters. A path, port, query, scheme, {@code www.} or the {@code
 * @} of a mail address makes it an address all the same. Takes time linear in the length of the text.
 */
final class LinkDetector {

    private static final Pattern SCHEME_OR_WWW = Pattern.compile("(?iu)\\b[a-z][a-z0-9+.-]{0,31}+://|\\bwww\\.");
    private static final Pattern HOST = Pattern.compile("[\\p{L}\\p{M}\\p{N}.-]++");
    private static final Pattern MAILBOX = Pattern.compile("[\\p{L}\\p{N}._%+-]@$");
    private static final Pattern PORT_OR_QUERY = Pattern.compile(":[0-9]|\\?[^\\s=]{0,64}+=");
    private static final Pattern ENDING =
            Pattern.compile("(?iu)xn--[a-z0-9-]{2,59}|[\\p{L}\\p{M}]{2,24}(?![\\p{L}\\p{M}\\p{N}])");

    /** Endings that make a name an address however it is written. */
    private static final Set<String> ENDINGS = Set.of("com", "net", "org", "ly", "gg", "xyz", "ru", "uk", "dev");

    /** Endings that make a name an address unless they begin a sentence. */
    private static final Set<String> NOT_AT_SENTENCE_START = Set.of("io", "ai", "eu", "co", "tv");

    /** Endings that make a name an address unless they are words of a sentence. */
    private static final Set<String> EVERYDAY_WORDS = Set.of(
            "me", "de", "us", "live", "link", "app", "shop", "site", "online", "store", "top", "club", "pro", "info");

    private static final int SHORT_WORD_LENGTH = 2;

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
        if (labels.length == 1) {
            return false;
        }
        boolean isPathBehind = end < text.length() && text.charAt(end) == '/';
        boolean isPortBehind =
                PORT_OR_QUERY.matcher(text).region(end, text.length()).lookingAt();
        boolean isMail =
                MAILBOX.matcher(text.substring(Math.max(0, start - 2), start)).find();
        int first = 0;
        boolean hasLettersOnly = isLetter(labels[0]);
        for (int index = 1; index < labels.length; index++) {
            Matcher ending = ENDING.matcher(labels[index]);
            if (labels[index - 1].isEmpty()) {
                first = index;
                hasLettersOnly = true;
            } else if (ending.lookingAt() && !(hasLettersOnly && index - first > 1)) {
                // Not behind single letters only, as the ending of an abbreviation is ("e.g.").
                boolean isLast = index == labels.length - 1;
                if (isMail
                        || (isPathBehind && isLast)
                        || isAddress(labels[index - 1], ending.group(), isPortBehind && isLast)) {
                    return true;
                }
            }
            hasLettersOnly = hasLettersOnly && isLetter(labels[index]);
        }
        return false;
    }

    private static boolean isLetter(String label) {
        return label.length() == 1 && Character.isLetter(label.charAt(0));
    }

    private static boolean isAddress(String last, String end, boolean isPortBehind) {
        String ending = end.toLowerCase(Locale.ROOT);
        if (NOT_AT_SENTENCE_START.contains(ending)) {
            return isPortBehind || !isCapitalised(end);
        }
        if (EVERYDAY_WORDS.contains(ending)) {
            boolean isWord = last.length() > SHORT_WORD_LENGTH && !last.chars().allMatch(Character::isDigit);
            return isPortBehind || (isWord && !isCapitalised(end));
        }
        return ENDINGS.contains(ending);
    }

    private static boolean isCapitalised(String word) {
        String rest = word.substring(1);
        return Character.isUpperCase(word.charAt(0)) && rest.equals(rest.toLowerCase(Locale.ROOT));
    }
}
