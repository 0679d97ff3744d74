package io.mutuals.comment;

import io.mutuals.user.NameFolding;
import java.util.List;

/**
 * Finds the blocked words of the author of a video in a text: whole words and phrases in any case, without regard to
 * accents. A blocked text without letters and digits, such as an emoji, is found anywhere. Immutable and thread-safe.
 */
record BlockedWords(List<String> words) {

    /** The maximum length of a word, in code points. */
    static final int MAX_LENGTH = 50;

    /** Returns whether a text has one of the words; linear in the length of both. */
    boolean areIn(String text) {
        if (words.isEmpty()) {
            return false;
        }
        String folded = " " + NameFolding.fold(text) + " ";
        return words.stream().anyMatch(word -> {
            String wanted = NameFolding.fold(word);
            return wanted.isEmpty() ? text.contains(word) : folded.contains(" " + wanted + " ");
        });
    }
}
