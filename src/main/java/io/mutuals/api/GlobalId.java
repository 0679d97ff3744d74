package io.mutuals.api;

import io.hypersistence.tsid.TSID;
import java.util.regex.Pattern;

/**
 * A typed id as clients see it, such as {@code usr_0HV5C4K7M2N8P}: the kind of object, then its number in Crockford's
 * base 32.
 *
 * <p>Each number has exactly one text, and every other text is refused, so clients may compare ids as text.
 *
 * @param value at least 0
 */
public record GlobalId(IdType type, long value) {

    private static final Pattern FORM = Pattern.compile("[a-z]{3}_[0-7][0-9A-HJKMNP-TV-Z]{12}");

    /**
     * Parses an id that a client sent.
     *
     * @throws RequestException {@link ErrorCode#INVALID_ID} if the text is not an id
     */
    public static GlobalId parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new RequestException(
                    ErrorCode.INVALID_ID, "This is not an id; ids come from the API and are passed back unchanged.");
        }
        return new GlobalId(
                new IdType(text.substring(0, 3)), TSID.from(text.substring(4)).toLong());
    }

    @Override
    public String toString() {
        return type.prefix() + '_' + TSID.from(value);
    }
}
