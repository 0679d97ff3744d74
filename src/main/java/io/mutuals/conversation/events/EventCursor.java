package io.mutuals.conversation.events;

import io.mutuals.api.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A position in the event logs of a viewer's conversations: every event up to {@code since} is known, and in each
 * conversation of {@code seen} every event up to the one given there.
 *
 * <p>An event is stamped when its transaction decides it, and becomes visible when that commits. {@code since}
 * therefore lies further back than any transaction lasts, and {@code seen} holds what is known of the time between: a
 * cursor grows with the number of conversations that had events in the last minute.
 *
 * @param only the number of the conversation that the cursor is limited to; null for all conversations of the viewer
 * @param seen by the number of the conversation; each event is later than {@code since}
 */
record EventCursor(@Nullable Long only, Instant since, Map<Long, Seen> seen) {

    private static final String KIND = "events";
    private static final long ALL = 0;

    /**
     * The last known event of a conversation.
     *
     * @param event the number of the event
     * @param at when the event happened
     */
    record Seen(int event, Instant at) {}

    /** Returns a cursor that knows what happened up to {@code since} and nothing later. */
    static EventCursor at(Instant since) {
        return new EventCursor(null, since, Map.of());
    }

    /** Returns a cursor of one conversation that knows its events up to {@code event}, which happened at {@code at}. */
    static EventCursor of(long conversation, int event, Instant at) {
        return new EventCursor(conversation, at.minusMillis(1), Map.of(conversation, new Seen(event, at)));
    }

    /** Returns the same position with a later {@code since}, which makes it shorter. */
    EventCursor withSince(Instant later) {
        if (!later.isAfter(since)) {
            return this;
        }
        Map<Long, Seen> kept = new HashMap<>();
        seen.forEach((conversation, last) -> {
            if (last.at().isAfter(later)) {
                kept.put(conversation, last);
            }
        });
        return new EventCursor(only, later, Map.copyOf(kept));
    }

    /** Returns the same position limited to one conversation. */
    EventCursor limitedTo(long conversation) {
        Seen last = seen.get(conversation);
        return new EventCursor(conversation, since, last == null ? Map.of() : Map.of(conversation, last));
    }

    /** Returns the cursor as plain text, to be sealed by {@link CursorSeal}. */
    String encode() {
        List<Object> values = new ArrayList<>();
        values.add(only == null ? ALL : only);
        values.add(since.toEpochMilli());
        values.add(seen.size());
        seen.forEach((conversation, last) -> {
            values.add(conversation);
            values.add(last.event());
            values.add(last.at().toEpochMilli() - since.toEpochMilli());
        });
        return Cursor.encode(KIND, values.toArray());
    }

    /**
     * Reads a cursor.
     *
     * @return null when {@code text} is null
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#INVALID_CURSOR} when it is not an event
     *     cursor
     */
    static @Nullable EventCursor decode(@Nullable String text) {
        return Cursor.decode(KIND, text, values -> {
            long only = values.number();
            long since = values.number();
            int size = Math.toIntExact(values.number());
            Map<Long, Seen> seen = new HashMap<>();
            for (int entry = 0; entry < size; entry++) {
                long conversation = values.number();
                int event = Math.toIntExact(values.number());
                seen.put(conversation, new Seen(event, Instant.ofEpochMilli(since + values.number())));
            }
            return new EventCursor(only == ALL ? null : only, Instant.ofEpochMilli(since), Map.copyOf(seen));
        });
    }
}
