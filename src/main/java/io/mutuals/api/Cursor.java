package io.mutuals.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Encodes a position in a list, as the values by which the list is ordered, in text that is opaque to clients.
 *
 * <p>A cursor belongs to one kind of list and is refused by every other. It names a position, not a row: it stays valid
 * when the row is gone, and rows that arrive meanwhile are neither repeated nor skipped.
 */
public final class Cursor {

    private static final char SEPARATOR = '\u001f';
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private Cursor() {}

    /** Encodes the position {@code values} in the list {@code kind}. */
    public static String encode(String kind, Object... values) {
        StringBuilder text = new StringBuilder(kind);
        for (Object value : values) {
            text.append(SEPARATOR).append(value);
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a position in the list {@code kind}.
     *
     * @return the position; null if {@code text} is null, so that the list starts at its beginning
     * @throws RequestException {@link ErrorCode#INVALID_CURSOR} if the text is not a cursor of this list
     */
    public static <C> @Nullable C decode(String kind, @Nullable String text, Function<Values, C> reader) {
        if (text == null) {
            return null;
        }
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            List<String> parts = split(plain);
            if (!parts.getFirst().equals(kind)) {
                throw invalid();
            }
            Values values = new Values(parts);
            C position = reader.apply(values);
            values.end();
            return position;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException malformed) {
            throw invalid();
        }
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(SEPARATOR); at >= 0; at = text.indexOf(SEPARATOR, from)) {
            parts.add(text.substring(from, at));
            from = at + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** Returns the exception for a text that is not a cursor of the list that it was passed to. */
    public static RequestException invalid() {
        return new RequestException(
                ErrorCode.INVALID_CURSOR,
                "This cursor does not belong to this list; pass one that the list itself returned.");
    }

    /** Reads the values of a cursor in the order in which they were written. */
    public static final class Values {

        private final List<String> parts;
        private int next = 1;

        private Values(List<String> parts) {
            this.parts = parts;
        }

        public String text() {
            if (next >= parts.size()) {
                throw invalid();
            }
            return parts.get(next++);
        }

        public long number() {
            return Long.parseLong(text());
        }

        /** Reads a time of the years that Neo4j and clocks know, so that no cursor makes a statement fail. */
        public Instant instant() {
            Instant time = Instant.parse(text());
            if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                throw invalid();
            }
            return time;
        }

        private void end() {
            if (next != parts.size()) {
                throw invalid();
            }
        }
    }
}
