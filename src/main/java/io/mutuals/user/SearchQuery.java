package io.mutuals.user;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A search for people.
 *
 * @param handle the query as the beginning of a handle: in lower case, without a leading @
 * @param terms what begins words of a {@linkplain NameFolding folded} name, all of them
 */
record SearchQuery(String handle, List<String> terms) {

    /** The most characters of a query. */
    static final int MAX_LENGTH = 100;

    private static final int WHOLE_WORD = 4;
    private static final int HANDLE = 8;

    /**
     * Reads what a client sent.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} when it is blank or too long
     */
    static SearchQuery of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        String handle = Handle.typed(composed.strip());
        if (handle.isBlank() || composed.codePointCount(0, composed.length()) > MAX_LENGTH) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"query\" must have 1 to " + MAX_LENGTH + " characters.");
        }
        return new SearchQuery(handle, NameFolding.terms(handle));
    }

    /**
     * The query for the full-text index, in Lucene's syntax: every term begins a word of the name, or the whole query begins the
     * handle. Only letters, digits and marks get into it, and the dots and underscores of handles, so nothing in it is an operator.
     */
    String toLucene() {
        String name = terms.isEmpty()
                ? ""
                : terms.stream().map(SearchQuery::lucene).collect(Collectors.joining(" ", "foldedName:(", ")"));
        return Handle.isBeginning(handle) ? name + " handle:" + handle + "*^" + HANDLE : name;
    }

    private static String lucene(String term) {
        return term.indexOf(' ') < 0 ? "+(%1$s^%2$d %1$s*)".formatted(term, WHOLE_WORD) : "+\"%s\"".formatted(term);
    }

    /** Whether the query has nothing to look for. */
    boolean isEmpty() {
        return toLucene().isEmpty();
    }
}
