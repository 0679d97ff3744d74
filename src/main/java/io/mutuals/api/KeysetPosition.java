package io.mutuals.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A position in a list, as the values by which the list is ordered. Ties are broken by the number of the item. */
public sealed interface KeysetPosition {

    long number();

    /** Returns the cursor of this position in the list {@code list}. */
    String in(String list);

    /** A position in a list that is ordered by time. */
    record InTime(Instant at, long number) implements KeysetPosition {

        @Override
        public String in(String list) {
            return Cursor.encode(list, at, number);
        }

        static @Nullable InTime read(String list, @Nullable String cursor) {
            return Cursor.decode(list, cursor, values -> new InTime(values.instant(), values.number()));
        }
    }

    /**
     * A position in a list that is ordered by name. Positions compare as Neo4j compares results of {@code toLower}: by
     * UTF-16 code units, as {@link String#compareTo} does, and not by code points.
     *
     * @param name the name in lower case
     */
    record ByName(String name, long number) implements KeysetPosition, Comparable<ByName> {

        @Override
        public int compareTo(ByName other) {
            int order = name.compareTo(other.name);
            return order == 0 ? Long.compare(number, other.number) : order;
        }

        @Override
        public String in(String list) {
            return Cursor.encode(list, name, number);
        }

        static @Nullable ByName read(String list, @Nullable String cursor) {
            return Cursor.decode(list, cursor, values -> new ByName(values.text(), values.number()));
        }
    }
}
