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
     * A position in a list that is ordered by name.
     *
     * @param name the name in lower case
     */
    record ByName(String name, long number) implements KeysetPosition {

        @Override
        public String in(String list) {
            return Cursor.encode(list, name, number);
        }

        static @Nullable ByName read(String list, @Nullable String cursor) {
            return Cursor.decode(list, cursor, values -> new ByName(values.text(), values.number()));
        }
    }
}
