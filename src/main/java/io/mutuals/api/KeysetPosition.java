package io.mutuals.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A place in a list, as the values by which the list is ordered; ties are decided by the number of what is listed. */
public sealed interface KeysetPosition {

    long number();

    /** The cursor that names this place in the list {@code list}. */
    String in(String list);

    /** A place in a list that is ordered by time. */
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
     * A place in a list that is ordered by name.
     *
     * @param name in lower case
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
