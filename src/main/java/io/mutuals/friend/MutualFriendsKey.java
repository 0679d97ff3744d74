package io.mutuals.friend;

import io.mutuals.api.Cursor;
import org.jspecify.annotations.Nullable;

/** A page of the friends that a viewer and a user have in common, by name. */
record MutualFriendsKey(
        long viewer, long user, int first, @Nullable Place after, boolean counted) {

    /** A place in the list: the name in lower case, then the number. */
    record Place(String name, long number) {

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("mutual", cursor, values -> new Place(values.text(), values.number()));
        }

        String write() {
            return Cursor.encode("mutual", name, number);
        }
    }
}
