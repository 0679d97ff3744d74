package io.mutuals.picture;

import io.mutuals.importer.Column;
import java.util.List;

/** The columns of a picture in import files, by the rules for pictures of the platform. */
public final class PictureColumns {

    private static final PictureRules RULES = PictureRules.OF_PLATFORM;

    private PictureColumns() {}

    /** Returns the optional columns {@code <name>Url}, {@code <name>Blurhash} and {@code <name>Alt}. */
    public static List<Column> of(String name) {
        return List.of(
                Column.derived(name + "Url", PictureColumns::address).optional(),
                Column.derived(name + "Blurhash", PictureColumns::blurhash).optional(),
                Column.derived(name + "Alt", PictureColumns::alt).optional());
    }

    /**
     * Returns a Cypher expression for the value that {@link Picture#from} reads; null without an address.
     *
     * @param row a Cypher variable bound to a row with the columns
     */
    public static String stored(String row, String name) {
        return ("CASE WHEN %1$s.%2$sUrl IS NOT NULL THEN [%1$s.%2$sUrl, coalesce(%1$s.%2$sBlurhash, ''), "
                        + "coalesce(%1$s.%2$sAlt, '')] END")
                .formatted(row, name);
    }

    private static String address(String text) {
        return valid(text, RULES.isAddress(text), "an https address of at most " + PictureAddress.MAX + " characters");
    }

    private static String blurhash(String text) {
        return valid(text, RULES.isBlurhash(text), "a BlurHash");
    }

    private static String alt(String text) {
        String stored = PictureRules.storedAlt(text);
        return valid(stored, RULES.isAlt(stored), "a text of at most " + PictureRules.MAX_ALT + " characters");
    }

    private static String valid(String text, boolean isValid, String description) {
        if (!isValid) {
            throw new IllegalArgumentException("must be " + description);
        }
        return text;
    }
}
