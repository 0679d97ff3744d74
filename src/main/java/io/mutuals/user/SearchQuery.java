package io.mutuals.user;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/**
 * What somebody typed to find people.
 *
 * @param typed in lower case, without a leading @
 */
record SearchQuery(String typed) {

    /** The most characters that are looked for. */
    static final int MAX_LENGTH = 100;

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}'’]+");
    private static final int WHOLE_WORD = 4;
    private static final int HANDLE = 8;

    /**
     * Reads what a client sent.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} when it is blank or too long
     */
    static SearchQuery of(String text) {
        String typed = Handle.typed(text.strip());
        if (typed.isBlank() || text.length() > MAX_LENGTH) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"query\" must have 1 to " + MAX_LENGTH + " characters.");
        }
        return new SearchQuery(typed);
    }

    /**
     * The query for the full-text index, in Lucene's syntax: every word begins a word of the name, with accents or without, or the whole
     * begins the handle. Only letters and digits get into it, and the dots and underscores of handles, so nothing in it is an operator.
     */
    String toLucene() {
        List<String> words = Arrays.stream(BETWEEN_WORDS.split(typed))
                .filter(word -> !word.isEmpty())
                .toList();
        String name = words.isEmpty()
                ? ""
                : words.stream()
                        .map(word -> "+(%1$s^%3$d %1$s* %2$s*)".formatted(word, plain(word), WHOLE_WORD))
                        .collect(Collectors.joining(" ", "displayName:(", ")"));
        String handle = Handle.isBeginning(typed) ? " handle:" + typed + "*^" + HANDLE : "";
        return name + handle;
    }

    /** Whether there is anything to look for. */
    boolean isEmpty() {
        return toLucene().isEmpty();
    }

    private static String plain(String word) {
        return StringUtils.stripAccents(word).toLowerCase(Locale.ROOT);
    }
}
