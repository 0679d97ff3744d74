package io.mutuals.importer;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column of an import file.
 *
 * @param name the header, compared in lower case
 * @param required whether every row must have a value; an optional column may be missing from the file altogether
 * @param type what the text means
 * @param refersTo the label of the nodes of which this is an id; null when it refers to nothing
 * @param unique whether no two rows may have the same value
 */
public record Column(
        String name, boolean required, Type type, @Nullable String refersTo, boolean unique) {

    /** What a column's text means. */
    public sealed interface Type {

        /** The value that is passed to Cypher. Throws {@link IllegalArgumentException} with what the text should be. */
        Object read(String text);

        /** A whole number from {@code min} on. */
        @SuppressWarnings("AvoidCommonTypeNames") // always written as Type.Number
        record Number(long min) implements Type {
            @Override
            public Object read(String text) {
                try {
                    long number = Long.parseLong(text);
                    if (number >= min) {
                        return number;
                    }
                } catch (NumberFormatException notANumber) {
                    // told below, together with numbers that are too small
                }
                throw new IllegalArgumentException("must be a whole number from " + min + " on");
            }
        }

        /** An RFC 3339 instant. */
        record Time() implements Type {
            @Override
            public Object read(String text) {
                try {
                    return Instant.parse(text).atZone(ZoneOffset.UTC);
                } catch (DateTimeException notATime) {
                    throw new IllegalArgumentException("must be an instant such as 2026-03-04T18:20:00Z", notATime);
                }
            }
        }

        /** Any text that matches {@code form}; it is stored in Unicode's composed form, NFC, in which texts can be compared. */
        record Text(Pattern form, String description) implements Type {
            @Override
            public Object read(String text) {
                if (!form.matcher(text).matches()) {
                    throw new IllegalArgumentException("must be " + description);
                }
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }

        /** Any text, of which {@code reading} makes what is stored. */
        record Derived(Function<String, ?> reading) implements Type {
            @Override
            public Object read(String text) {
                return reading.apply(text);
            }
        }

        /** One of a few words. */
        record OneOf(List<String> words) implements Type {
            @Override
            public Object read(String text) {
                if (!words.contains(text)) {
                    throw new IllegalArgumentException("must be one of " + String.join(", ", words));
                }
                return text;
            }
        }
    }

    /** The id of what the row describes. */
    public static Column id() {
        return new Column("id", true, new Type.Number(0), null, true);
    }

    /** The id of a node with the label {@code label}, which must exist. */
    public static Column reference(String name, String label) {
        return new Column(name, true, new Type.Number(0), label, false);
    }

    /** A required instant. */
    public static Column time(String name) {
        return new Column(name, true, new Type.Time(), null, false);
    }

    /** A required whole number from {@code min} on. */
    public static Column number(String name, long min) {
        return new Column(name, true, new Type.Number(min), null, false);
    }

    /** A required text of at least one character. */
    public static Column text(String name) {
        return new Column(name, true, new Type.Text(Pattern.compile("(?s).+"), "text"), null, false);
    }

    /** A required word. */
    public static Column oneOf(String name, String... words) {
        return new Column(name, true, new Type.OneOf(List.of(words)), null, false);
    }

    /** This column, but a row may leave it empty, and a file may leave it out. */
    public Column optional() {
        return new Column(name, false, type, refersTo, unique);
    }
}
