package io.mutuals.conversation.events;

import io.mutuals.api.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has heard of: every event up to {@code since}, and of the conversations in {@code seen} every event up to the one
 * named.
 *
 * <p>An event carries the time at which its transaction decided it, and becomes visible a little later. So {@code since} lies further
 * back than any transaction lasts, and what happened between it and now is named in {@code seen}: the cursor is as long as the last
 * minute was busy.
 *
 * @param only the conversation of which alone it tells; null when it tells of all
 * @param seen by the number of the conversation; each is later than {@code since}
 */
record EventCursor(@Nullable Long only, Instant since, Map<Long, Seen> seen) {

    private static final String KIND = "events";
    private static final long ALL = 0;

    /**
     * The last event that was heard of in a conversation.
     *
     * @param at when it happened
     */
    record Seen(int event, Instant at) {}

    /** Nothing but what happened before {@code since}. */
    static EventCursor at(Instant since) {
        return new EventCursor(null, since, Map.of());
    }

    /** A cursor of one conversation: everything in it up to an event. */
    static EventCursor of(long conversation, int event, Instant at) {
        return new EventCursor(conversation, at.minusMillis(1), Map.of(conversation, new Seen(event, at)));
    }

    /** The same knowledge with a later beginning, which makes it shorter. */
    EventCursor since(Instant later) {
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

    /** The same knowledge, of one conversation. */
    EventCursor only(long conversation) {
        Seen last = seen.get(conversation);
        return new EventCursor(conversation, since, last == null ? Map.of() : Map.of(conversation, last));
    }

    /** As text, for {@link CursorSeal}. */
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
     * @return null when there is none
     * @throws io.mutuals.api.RequestException {@link io.mutuals.api.ErrorCode#INVALID_CURSOR} when it is not one of events
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
