package io.mutuals.video;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.Unicode;
import io.mutuals.user.NameFolding;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A parsed search of captions: words that a caption must contain, in any order, and the beginning of one more.
 *
 * @param words the {@linkplain NameFolding#termsOfText folded} words, the last of which may be incomplete. A run of
 *     emoji, or of characters of a script without blanks, is one word, with blanks between its characters as in folded
 *     captions, and always complete.
 */
record CaptionQuery(List<String> words) {

    /** The maximum length of a query, in code points. */
    static final int MAX_LENGTH = 100;

    private static final int WHOLE_WORD_BOOST = 4;

    /**
     * Parses a query.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ARGUMENT} if it is blank or too long
     */
    static CaptionQuery of(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        if (Unicode.isBlank(composed) || composed.codePointCount(0, composed.length()) > MAX_LENGTH) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"query\" must have 1 to " + MAX_LENGTH + " characters.");
        }
        return new CaptionQuery(NameFolding.termsOfText(composed));
    }

    /** Returns whether there is nothing to search for, as in a query of punctuation. */
    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Returns the words as they stand in a folded caption that contains exactly the query. */
    String phrase() {
        return String.join(" ", words);
    }

    /** Returns the word that may be incomplete; must not be called on an empty query. */
    String last() {
        return words.getLast();
    }

    /**
     * Returns a required clause in Lucene's syntax for the index of captions. It contains only lower-case letters,
     * digits, marks and emoji of the query, so user input cannot add an operator.
     */
    String toLucene() {
        String complete = words.subList(0, words.size() - 1).stream()
                .map(word -> "+\"" + word + "\" ")
                .collect(Collectors.joining());
        return "+" + CaptionIndex.FOLDED + ":(" + complete + lastClause() + ")";
    }

    private String lastClause() {
        return last().indexOf(' ') < 0
                ? "+(%1$s^%2$d %1$s*)".formatted(last(), WHOLE_WORD_BOOST)
                : "+\"%s\"".formatted(last());
    }
}
