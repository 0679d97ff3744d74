package io.mutuals.video;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A page of the videos that a user posted, newest first. */
record VideosKey(
        long viewer, long author, int first, @Nullable Place after, boolean counted) {

    /** A place in the list. */
    record Place(Instant createdAt, long number) {

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("videos", cursor, values -> new Place(values.instant(), values.number()));
        }

        String write() {
            return Cursor.encode("videos", createdAt, number);
        }
    }
}
