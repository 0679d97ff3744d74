package io.mutuals.user;

import static java.util.Map.entry;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Folds names and queries to the words by which people find each other: lower case, without accents, and with the Latin letters that
 * Unicode does not decompose written as the letters that people type in their place (ø as o, ß as ss).
 *
 * <p>Letters, digits and the marks that a script cannot do without make words; an apostrophe within a word does not end it. Each
 * ideograph and each Hiragana sign is a word of its own, because nothing separates the words of such names. Texts that Unicode calls
 * canonically or compatibly equivalent fold to the same words. Thread-safe; linear in the length of the text.
 */
public final class NameFolding {

    /** Letters without a decomposition, after lower-casing; those of the Latin script as CLDR's Latin-ASCII transform writes them. */
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            letter('ß', "ss"),
            letter('æ', "ae"),
            letter('œ', "oe"),
            letter('ø', "o"),
            letter('ð', "d"),
            letter('þ', "th"),
            letter('đ', "d"),
            letter('ħ', "h"),
            letter('ı', "i"),
            letter('ȷ', "j"),
            letter('ĸ', "q"),
            letter('ł', "l"),
            letter('ŋ', "n"),
            letter('ŧ', "t"),
            letter('ƀ', "b"),
            letter('ɓ', "b"),
            letter('ƈ', "c"),
            letter('ȼ', "c"),
            letter('ɖ', "d"),
            letter('ɗ', "d"),
            letter('ǝ', "e"),
            letter('ə', "e"),
            letter('ɛ', "e"),
            letter('ɇ', "e"),
            letter('ƒ', "f"),
            letter('ǥ', "g"),
            letter('ɠ', "g"),
            letter('ɣ', "g"),
            letter('ɨ', "i"),
            letter('ɩ', "i"),
            letter('ɉ', "j"),
            letter('ƙ', "k"),
            letter('ƚ', "l"),
            letter('ɫ', "l"),
            letter('ɲ', "n"),
            letter('ƞ', "n"),
            letter('ɔ', "o"),
            letter('ɵ', "o"),
            letter('ƥ', "p"),
            letter('ɍ', "r"),
            letter('ȿ', "s"),
            letter('ƭ', "t"),
            letter('ʈ', "t"),
            letter('ⱦ', "t"),
            letter('ʉ', "u"),
            letter('ʋ', "v"),
            letter('ⱳ', "w"),
            letter('ƴ', "y"),
            letter('ɏ', "y"),
            letter('ƶ', "z"),
            letter('ȥ', "z"),
            letter('ʒ', "z"),
            letter('ᴀ', "a"),
            letter('ʙ', "b"),
            letter('ᴄ', "c"),
            letter('ᴅ', "d"),
            letter('ᴇ', "e"),
            letter('ꜰ', "f"),
            letter('ɢ', "g"),
            letter('ʜ', "h"),
            letter('ɪ', "i"),
            letter('ᴊ', "j"),
            letter('ᴋ', "k"),
            letter('ʟ', "l"),
            letter('ᴍ', "m"),
            letter('ɴ', "n"),
            letter('ᴏ', "o"),
            letter('ᴘ', "p"),
            letter('ʀ', "r"),
            letter('ꜱ', "s"),
            letter('ᴛ', "t"),
            letter('ᴜ', "u"),
            letter('ᴠ', "v"),
            letter('ᴡ', "w"),
            letter('ʏ', "y"),
            letter('ᴢ', "z"),
            letter('ς', "σ"));

    /** What people type for an apostrophe, and the middle dot of Catalan, which joins the letters beside it as one does. */
    private static final String APOSTROPHES = "'’‘‛ʼʻʹ`´′·׳＇";

    /** Scripts that are read without their marks. Marks that any script may use, accents among them, are INHERITED. */
    private static final Set<UnicodeScript> WITHOUT_MARKS = EnumSet.of(
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.HEBREW,
            UnicodeScript.SYRIAC);

    private static final int KANA_VOICED = 0x3099;
    private static final int KANA_SEMI_VOICED = 0x309A;

    private NameFolding() {}

    private static Map.Entry<Integer, String> letter(char letter, String typed) {
        return entry((int) letter, typed);
    }

    /**
     * The words under which a name is found, separated by blanks; what is stored. A word with an apostrophe is found in one piece and by
     * the parts beside the apostrophe.
     */
    public static String fold(String name) {
        List<String> words = new ArrayList<>();
        for (Word word : split(name)) {
            words.add(String.join("", word.parts()));
            if (word.parts().size() > 1) {
                words.addAll(word.parts());
            }
        }
        return String.join(" ", words);
    }

    /**
     * What a query asks for: each term begins a word of {@linkplain #fold folded} text. A run of ideographs is one term, its signs
     * separated by blanks as in folded text.
     */
    static List<String> terms(String query) {
        List<String> terms = new ArrayList<>();
        for (Word word : split(query)) {
            String text = String.join("", word.parts());
            if (word.followsIdeograph()) {
                terms.set(terms.size() - 1, terms.getLast() + " " + text);
            } else {
                terms.add(text);
            }
        }
        return List.copyOf(terms);
    }

    private static List<Word> split(String text) {
        Splitter splitter = new Splitter();
        letters(text).codePoints().forEach(splitter::take);
        return splitter.words();
    }

    /** The text with every letter in its folded form, and what separates words as it was. */
    private static String letters(String text) {
        StringBuilder straight = new StringBuilder(text.length());
        text.codePoints().map(sign -> isApostrophe(sign) ? '\'' : sign).forEach(straight::appendCodePoint);
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(straight, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(sign -> !isDropped(sign))
                .forEach(sign -> folded.append(LETTERS.getOrDefault(sign, Character.toString(sign))));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static boolean isDropped(int sign) {
        return switch (Character.getType(sign)) {
            case Character.FORMAT -> true;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                sign != KANA_VOICED && sign != KANA_SEMI_VOICED && WITHOUT_MARKS.contains(UnicodeScript.of(sign));
            default -> false;
        };
    }

    private static boolean isMark(int sign) {
        return switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isApostrophe(int sign) {
        return APOSTROPHES.indexOf(sign) >= 0;
    }

    private static boolean isIdeograph(int sign) {
        return switch (UnicodeScript.of(sign)) {
            case HAN, HIRAGANA -> true;
            default -> Character.isIdeographic(sign);
        };
    }

    /**
     * A word of a text.
     *
     * @param parts what stands between its apostrophes; one when it has none
     * @param followsIdeograph whether it is an ideograph that nothing separates from the one before it
     */
    private record Word(List<String> parts, boolean followsIdeograph) {}

    /** Collects words from one sign after the other. */
    private static final class Splitter {

        private final List<Word> words = new ArrayList<>();
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private boolean afterIdeograph;

        void take(int sign) {
            if (isIdeograph(sign)) {
                end();
                words.add(new Word(List.of(Character.toString(sign)), afterIdeograph));
                afterIdeograph = true;
                return;
            }
            afterIdeograph = false;
            if (isApostrophe(sign)) {
                endPart();
            } else if (Character.isLetterOrDigit(sign) || (isMark(sign) && !part.isEmpty())) {
                part.appendCodePoint(sign);
            } else {
                end();
            }
        }

        private void endPart() {
            if (!part.isEmpty()) {
                parts.add(part.toString());
                part.setLength(0);
            }
        }

        private void end() {
            endPart();
            if (!parts.isEmpty()) {
                words.add(new Word(List.copyOf(parts), false));
                parts.clear();
            }
        }

        List<Word> words() {
            end();
            return words;
        }
    }
}
