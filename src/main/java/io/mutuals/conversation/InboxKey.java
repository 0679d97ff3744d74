package io.mutuals.conversation;

import io.mutuals.api.Cursor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A page of a viewer's conversations, the one with the latest message first; those without messages count by when they were
 * opened.
 *
 * @param withLastMessage whether each conversation's last message is to be read too
 */
record InboxKey(long viewer, int first, @Nullable Place after, boolean withLastMessage, boolean counted) {

    /** A place in the list. */
    record Place(Instant at, long number) {

        static @Nullable Place read(@Nullable String cursor) {
            return Cursor.decode("inbox", cursor, values -> new Place(values.instant(), values.number()));
        }

        String write() {
            return Cursor.encode("inbox", at, number);
        }
    }
}
