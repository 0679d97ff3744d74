package io.mutuals.friend;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A page of a viewer's pending friend requests, newest first. */
record FriendRequestsKey(
        long viewer,
        FriendRequestDirection direction,
        int first,
        @Nullable Place after,
        boolean counted) {

    /** A place in the list. */
    record Place(Instant at, long number) {

        static @Nullable Place read(FriendRequestDirection direction, @Nullable String cursor) {
            return Cursor.decode(kind(direction), cursor, values -> new Place(values.instant(), values.number()));
        }

        String write(FriendRequestDirection direction) {
            return Cursor.encode(kind(direction), at, number);
        }

        private static String kind(FriendRequestDirection direction) {
            return switch (direction) {
                case INCOMING -> "requests.in";
                case OUTGOING -> "requests.out";
            };
        }
    }
}
