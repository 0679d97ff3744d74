package io.mutuals.importer;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One column of an import file.
 *
 * @param name the header; case does not matter
 * @param required whether every row must have a value; an optional column may also be missing from the file
 * @param type the type of its values
 * @param refersTo the label of the nodes whose ids the column holds; null if it is not a reference
 * @param unique whether all rows must have different values
 * @param orSkipped whether it may also hold ids of rows of the folder that were skipped, because users deleted what
 *     they describe; the statement that writes the rows must skip those as well
 */
public record Column(
        String name, boolean required, Type type, @Nullable String refersTo, boolean unique, boolean orSkipped) {

    /** Clocks differ. */
    private static final Duration AHEAD = Duration.ofDays(1);

    /** Creates a column that holds no ids of skipped rows. */
    public Column(String name, boolean required, Type type, @Nullable String refersTo, boolean unique) {
        this(name, required, type, refersTo, unique, false);
    }

    /** The type of a column: converts its text to a value for Cypher. */
    public sealed interface Type {

        /**
         * Converts a text to the value that is passed to Cypher.
         *
         * @throws IllegalArgumentException if the text is invalid; the message continues the column's name and says
         *     what is valid
         */
        Object read(String text);

        /** A whole number from {@code min} to {@code max}. */
        @SuppressWarnings("AvoidCommonTypeNames") // always written as Type.Number
        record Number(long min, long max) implements Type {
            @Override
            public Object read(String text) {
                try {
                    long number = Long.parseLong(text);
                    if (number >= min && number <= max) {
                        return number;
                    }
                } catch (NumberFormatException notANumber) {
                    // reported below, as are numbers out of range
                }
                throw new IllegalArgumentException(
                        "must be a whole number from " + min + (max == Long.MAX_VALUE ? " on" : " to " + max));
            }
        }

        /**
         * An RFC 3339 instant.
         *
         * @param mayLieAhead whether it may lie more than a day in the future
         */
        record Time(boolean mayLieAhead) implements Type {
            @Override
            public Object read(String text) {
                Instant time;
                try {
                    time = Instant.parse(text);
                } catch (DateTimeException notATime) {
                    throw new IllegalArgumentException("must be an instant such as 2026-03-04T18:20:00Z", notATime);
                }
                if (!mayLieAhead && time.isAfter(Instant.now().plus(AHEAD))) {
                    throw new IllegalArgumentException("must not lie in the future");
                }
                return time.atZone(ZoneOffset.UTC);
            }
        }

        /** A text that matches {@code form}. It is normalised to NFC, so that equal texts are equal strings. */
        record Text(Pattern form, String description) implements Type {
            @Override
            public Object read(String text) {
                if (!form.matcher(text).matches()) {
                    throw new IllegalArgumentException("must be " + description);
                }
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }

        /** Any text; {@code conversion} derives the stored value. */
        record Derived(Function<String, ?> conversion) implements Type {
            @Override
            public Object read(String text) {
                return conversion.apply(text);
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

    /** Returns the column of the row's own id. */
    public static Column id() {
        return new Column("id", true, new Type.Number(0, Long.MAX_VALUE), null, true);
    }

    /** Returns a required column of ids of existing nodes with the label {@code label}. */
    public static Column reference(String name, String label) {
        return new Column(name, true, new Type.Number(0, Long.MAX_VALUE), label, false);
    }

    /** Returns a required column of instants that have passed; a day ahead is accepted, because clocks differ. */
    public static Column time(String name) {
        return new Column(name, true, new Type.Time(false), null, false);
    }

    /** Returns a required column of instants, past or future. */
    public static Column timeAhead(String name) {
        return new Column(name, true, new Type.Time(true), null, false);
    }

    /** Returns a required column of whole numbers, at least {@code min}. */
    public static Column number(String name, long min) {
        return number(name, min, Long.MAX_VALUE);
    }

    /** Returns a required column of whole numbers from {@code min} to {@code max}. */
    public static Column number(String name, long min, long max) {
        return new Column(name, true, new Type.Number(min, max), null, false);
    }

    /** Returns a required column of non-empty texts. */
    public static Column text(String name) {
        return new Column(name, true, new Type.Text(Pattern.compile("(?s).+"), "text"), null, false);
    }

    /**
     * Returns a required column of texts of which values are derived.
     *
     * @param conversion throws an exception as {@link Type#read} does
     */
    public static Column derived(String name, Function<String, ?> conversion) {
        return new Column(name, true, new Type.Derived(conversion), null, false);
    }

    /** Returns a required column of the given words. */
    public static Column oneOf(String name, String... words) {
        return new Column(name, true, new Type.OneOf(List.of(words)), null, false);
    }

    /** Returns this column as an optional one. */
    public Column optional() {
        return new Column(name, false, type, refersTo, unique, orSkipped);
    }

    /** Returns this column of references as one that may also hold ids of {@linkplain #orSkipped skipped} rows. */
    public Column withSkipped() {
        return new Column(name, required, type, refersTo, unique, true);
    }
}
