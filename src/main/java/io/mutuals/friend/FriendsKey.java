package io.mutuals.friend;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page of the friends of one user, as one viewer sees them.
 *
 * @param counted whether the whole list is to be counted too
 */
record FriendsKey(
        long viewer,
        long owner,
        FriendOrder order,
        int first,
        @Nullable Place after,
        boolean counted) {

    /** A place in the list; which of {@code since} and {@code name} is given depends on the order. */
    record Place(@Nullable Instant since, @Nullable String name, long number) {

        static @Nullable Place read(FriendOrder order, @Nullable String cursor) {
            return switch (order) {
                case RECENT ->
                    Cursor.decode(
                            "friends.recent", cursor, values -> new Place(values.instant(), null, values.number()));
                case NAME ->
                    Cursor.decode("friends.name", cursor, values -> new Place(null, values.text(), values.number()));
            };
        }

        static String write(FriendOrder order, Instant since, String name, long number) {
            return switch (order) {
                case RECENT -> Cursor.encode("friends.recent", since, number);
                case NAME -> Cursor.encode("friends.name", name, number);
            };
        }
    }
}
