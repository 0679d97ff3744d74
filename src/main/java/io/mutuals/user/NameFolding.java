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
 * Folds names, captions and search queries to comparable words: lower case, without accents, and with Latin letters
 * that Unicode does not decompose replaced by what users type for them (ø by o, ß by ss).
 *
 * <p>Words consist of letters, digits and the marks that a script requires. An apostrophe within a word does not end
 * it. Each ideograph and each Hiragana character is a word, because nothing separates the words of such names; in
 * captions, so is each character of the other scripts that put no blanks between words.
 * Canonically or compatibly equivalent texts fold to the same words. Stateless and thread-safe; linear in the length of
 * the text.
 */
public final class NameFolding {

    /** Lower-case letters without a decomposition. Latin letters follow the Latin-ASCII transform of CLDR. */
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

    /**
     * Characters that are typed as an apostrophe, and the middle dot of Catalan, which joins its neighbours in the same
     * way.
     */
    private static final String APOSTROPHES = "'’‘‛ʼʻʹ`´′·׳＇";

    /** Scripts that are readable without their marks. INHERITED covers marks of any script, such as accents. */
    private static final Set<UnicodeScript> WITHOUT_MARKS = EnumSet.of(
            UnicodeScript.INHERITED,
            UnicodeScript.LATIN,
            UnicodeScript.GREEK,
            UnicodeScript.CYRILLIC,
            UnicodeScript.ARABIC,
            UnicodeScript.HEBREW,
            UnicodeScript.SYRIAC);

    /** Scripts that put no blanks between words, beside those of ideographs. Names are found by their whole words. */
    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.KATAKANA,
            UnicodeScript.BOPOMOFO,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR,
            UnicodeScript.TAI_LE,
            UnicodeScript.NEW_TAI_LUE,
            UnicodeScript.TAI_THAM,
            UnicodeScript.TAI_VIET,
            UnicodeScript.BALINESE,
            UnicodeScript.JAVANESE);

    private static final int FIRST_AFTER_ASCII = 0x80;
    private static final int KANA_LONG = 0x30FC;
    private static final int KANA_VOICED = 0x3099;
    private static final int KANA_SEMI_VOICED = 0x309A;

    private NameFolding() {}

    private static Map.Entry<Integer, String> letter(char letter, String typed) {
        return entry((int) letter, typed);
    }

    /**
     * Returns the words that a name is found by, separated by blanks, as they are stored. A word with apostrophes is
     * included once joined and once in parts.
     */
    public static String fold(String name) {
        return stored(split(name, false));
    }

    /**
     * Returns the words that a text is found by, separated by blanks, as they are stored. Each emoji is a word of its
     * own, without skin tone, joiners and the choice of a coloured or plain picture, and so is each character of a
     * script that puts no blanks between words.
     *
     * <p>Words with apostrophes are joined, so that the words stand as in the text. Their parts follow after two
     * blanks, and no phrase reaches from the text into them.
     */
    public static String foldText(String text) {
        List<String> words = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (Word word : split(text, true)) {
            words.add(word.joined());
            if (word.parts().size() > 1) {
                parts.addAll(word.parts());
            }
        }
        String joined = String.join(" ", words);
        return parts.isEmpty() ? joined : joined + "  " + String.join(" ", parts);
    }

    private static String stored(List<Word> folded) {
        List<String> words = new ArrayList<>();
        for (Word word : folded) {
            words.add(word.joined());
            if (word.parts().size() > 1) {
                words.addAll(word.parts());
            }
        }
        return String.join(" ", words);
    }

    /**
     * Returns the terms of a query, each of which must begin a word of a {@linkplain #fold folded} name. A run of
     * ideographs is one term, with blanks between its characters as in folded text.
     */
    static List<String> terms(String query) {
        return terms(split(query, false));
    }

    /**
     * Returns the terms of a query, like {@link #terms(String)}, for {@linkplain #foldText folded text}. A run of
     * emoji, or of characters of a script without blanks, is one term, with blanks between them.
     */
    public static List<String> termsOfText(String query) {
        return terms(split(query, true));
    }

    private static List<String> terms(List<Word> words) {
        List<String> terms = new ArrayList<>();
        for (Word word : words) {
            String text = word.joined();
            if (word.continuesRun()) {
                terms.set(terms.size() - 1, terms.getLast() + " " + text);
            } else {
                terms.add(text);
            }
        }
        return List.copyOf(terms);
    }

    private static List<Word> split(String text, boolean isText) {
        Splitter splitter = new Splitter(isText);
        letters(text).codePoints().forEach(splitter::take);
        return splitter.words();
    }

    /** Folds every letter, and leaves the characters between words as they are. */
    private static String letters(String text) {
        StringBuilder unified = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> isApostrophe(character) ? '\'' : character)
                .forEach(unified::appendCodePoint);
        StringBuilder folded = new StringBuilder(text.length());
        Normalizer.normalize(unified, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(character -> !isDropped(character))
                .forEach(character -> folded.append(LETTERS.getOrDefault(character, Character.toString(character))));
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    private static boolean isDropped(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT -> true;
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                character != KANA_VOICED
                        && character != KANA_SEMI_VOICED
                        && WITHOUT_MARKS.contains(UnicodeScript.of(character));
            default -> false;
        };
    }

    private static boolean isMark(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static boolean isApostrophe(int character) {
        return APOSTROPHES.indexOf(character) >= 0;
    }

    private static boolean isIdeograph(int character) {
        return switch (UnicodeScript.of(character)) {
            case HAN, HIRAGANA -> true;
            default -> Character.isIdeographic(character);
        };
    }

    /** Returns whether a character is part of a word in a script that puts no blanks between words. */
    private static boolean isWithoutBlanks(int character) {
        return character == KANA_LONG
                || (WITHOUT_BLANKS.contains(UnicodeScript.of(character))
                        && (Character.isLetterOrDigit(character) || isMark(character)));
    }

    /** Unicode counts digits, # and * as emoji too, because they begin those of telephone keys. */
    private static boolean isEmoji(int character) {
        return Character.isEmoji(character) && character >= FIRST_AFTER_ASCII && !Character.isLetterOrDigit(character);
    }

    /**
     * @param parts the texts between apostrophes; one for a word without an apostrophe
     * @param continuesRun whether it is an ideograph or an emoji directly after another
     */
    private record Word(List<String> parts, boolean continuesRun) {

        String joined() {
            return String.join("", parts);
        }
    }

    private static final class Splitter {

        private final List<Word> words = new ArrayList<>();
        private final List<String> parts = new ArrayList<>();
        private final StringBuilder part = new StringBuilder();
        private final boolean isText;
        private boolean inRun;

        Splitter(boolean isText) {
            this.isText = isText;
        }

        void take(int character) {
            if (isText && Character.isEmojiModifier(character)) {
                return;
            }
            if (isIdeograph(character) || (isText && (isEmoji(character) || isWithoutBlanks(character)))) {
                end();
                words.add(new Word(List.of(Character.toString(character)), inRun));
                inRun = true;
                return;
            }
            inRun = false;
            if (isApostrophe(character)) {
                endPart();
            } else if (Character.isLetterOrDigit(character) || (isMark(character) && !part.isEmpty())) {
                part.appendCodePoint(character);
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
