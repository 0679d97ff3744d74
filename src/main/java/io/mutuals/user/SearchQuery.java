package io.mutuals.user;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.Unicode;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A parsed search query.
 *
 * @param handle the query as a prefix of a handle: in lower case, without a leading @
 * @param terms the prefixes of words of a {@linkplain NameFolding folded} name, all of which must match
 */
record SearchQuery(String handle, List<String> terms) {

    /** The maximum length of a query, in code points. */
    static final int MAX_LENGTH = 100;

    private static final int WHOLE_WORD_BOOST = 4;
    private static final int HANDLE_BOOST = 8;

    /**
     * Parses a query.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} if it is blank or too long
     */
    static SearchQuery of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String handle = Handle.typed(Unicode.strip(composed));
        if (Unicode.isBlank(handle) || composed.codePointCount(0, composed.length()) > MAX_LENGTH) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"query\" must have 1 to " + MAX_LENGTH + " characters.");
        }
        return new SearchQuery(handle, NameFolding.terms(handle));
    }

    /**
     * Returns the query in Lucene's syntax for the full-text index: every term begins a word of the name, or the query
     * begins the handle. It contains only letters, digits, marks, and the dots and underscores of handles, so user
     * input cannot add an operator. Empty if there is nothing to search for.
     */
    String toLucene() {
        String name = terms.isEmpty()
                ? ""
                : terms.stream().map(SearchQuery::lucene).collect(Collectors.joining(" ", "foldedName:(", ")"));
        return Handle.isPrefix(handle) ? name + " handle:" + handle + "*^" + HANDLE_BOOST : name;
    }

    private static String lucene(String term) {
        return term.indexOf(' ') < 0
                ? "+(%1$s^%2$d %1$s*)".formatted(term, WHOLE_WORD_BOOST)
                : "+\"%s\"".formatted(term);
    }

    /** Returns whether there is nothing to search for, as in a query of punctuation. */
    boolean isEmpty() {
        return toLucene().isEmpty();
    }
}
