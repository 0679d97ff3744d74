package io.mutuals.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * A picture that lies at an address elsewhere.
 *
 * @param address an https address, a valid {@link PictureAddress}
 * @param blurhash a small preview, a valid {@link Blurhash}; null if there is none
 * @param alt what the picture shows, for users who do not see it; null if it is not said
 */
public record Picture(
        String address, @Nullable String blurhash, @Nullable String alt) {

    /** The sizes that are asked for, in pixels, ascending. Few, so that many requests share what caches hold. */
    private static final int[] SIZES = {64, 128, 256, 512, 1024, 2048};

    /** Reads a stored picture; null if there is none. */
    public static @Nullable Picture from(Value stored) {
        if (stored.isNull()) {
            return null;
        }
        List<String> parts = stored.asList(Value::asString);
        return new Picture(parts.get(0), orNull(parts.get(1)), orNull(parts.get(2)));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /**
     * Returns a Cypher map of a stored picture, with the fields {@code url}, {@code blurhash} and {@code alt}; null if
     * there is none.
     *
     * @param stored a Cypher expression for the stored value
     */
    public static String mapOf(String stored) {
        return ("CASE WHEN %1$s IS NULL THEN null "
                        + "ELSE {url: %1$s[0], blurhash: nullIf(%1$s[1], ''), alt: nullIf(%1$s[2], '')} END")
                .formatted(stored);
    }

    /** Returns the value to store as one property, which {@link #from} reads. */
    public List<String> stored() {
        return List.of(address, blurhash == null ? "" : blurhash, alt == null ? "" : alt);
    }

    /**
     * Returns the address at which the picture is at least {@code size} pixels wide, as far as the address names a
     * size; the largest there is for a larger one.
     */
    public String url(int size) {
        int step = SIZES[SIZES.length - 1];
        for (int one = SIZES.length - 1; one >= 0 && SIZES[one] >= size; one--) {
            step = SIZES[one];
        }
        return address.replace(PictureAddress.SIZE, String.valueOf(step));
    }

    /** Returns the approximate heap that the picture takes, in bytes. */
    public int weight() {
        return 120
                + 2 * address.length()
                + (blurhash == null ? 0 : 40 + blurhash.length())
                + (alt == null ? 0 : 40 + 2 * alt.length());
    }
}
