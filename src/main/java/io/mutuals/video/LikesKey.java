package io.mutuals.video;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A page of the viewer's friends who like a video, the latest like first. */
record LikesKey(
        long viewer, long video, int first, @Nullable Place after, boolean counted) {

    /** A place in the list. */
    record Place(Instant at, long number) {

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("likes", cursor, values -> new Place(values.instant(), values.number()));
        }

        String write() {
            return Cursor.encode("likes", at, number);
        }
    }
}
