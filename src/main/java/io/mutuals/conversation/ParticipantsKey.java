package io.mutuals.conversation;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A page of the participants of a conversation, the longest first. */
record ParticipantsKey(
        long viewer, long conversation, int first, @Nullable Place after, boolean counted) {

    /** A place in the list. */
    record Place(Instant joinedAt, long number) {

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("participants", cursor, values -> new Place(values.instant(), values.number()));
        }

        String write() {
            return Cursor.encode("participants", joinedAt, number);
        }
    }
}
