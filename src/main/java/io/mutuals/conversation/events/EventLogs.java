package io.mutuals.conversation.events;

import io.mutuals.conversation.events.EventCursor.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an {@link EventLogKey}: the next events of each conversation that has any.
 *
 * @param exists whether the requested conversation exists for the viewer, or its end is among the events; true when all
 *     were requested
 * @param logs one for each conversation with news, in no order
 */
record EventLogs(boolean exists, List<Log> logs) {

    /**
     * The next events of a conversation.
     *
     * @param base the number of the last event that the reader knows
     * @param head the number of the last event when the read began
     * @param entries the events after {@code base}, in order; at most one more than the limit
     * @param truncated whether the limit may have cut off further events
     */
    record Log(long conversation, int base, int head, List<Entry> entries, boolean truncated) {

        /**
         * Returns the log up to its first gap. An index may show an event later than one that was written after it, so
         * a read can miss an event and find its successor; the next read then returns both.
         */
        Log withoutGaps() {
            int length = 0;
            while (length < entries.size() && entries.get(length).number() == base + 1 + length) {
                length++;
            }
            return new Log(conversation, base, head, entries.subList(0, length), truncated && length == entries.size());
        }

        /** Returns whether an event is missing that the limit left room for. */
        boolean isBehind() {
            return !truncated && base + entries.size() < head;
        }
    }

    /**
     * An event of a log.
     *
     * @param number 1 for the first event of the conversation, then without gaps
     * @param shown the event as the viewer is told of it; null when it is hidden from the viewer
     */
    record Entry(int number, Instant at, @Nullable ConversationEvent shown) {}

    /** Returns whether a read that follows at once would find more. */
    boolean isBehind() {
        return logs.stream().map(Log::withoutGaps).anyMatch(Log::isBehind);
    }

    /**
     * Merges the events of all conversations by time, then by conversation, then by number.
     *
     * @param after the cursor that the logs were read from
     * @param limit the most events to return
     * @param settled an instant before which no further event can appear
     */
    SyncDelta delta(EventCursor after, int limit, Instant settled) {
        Queue<LogPosition> next = new PriorityQueue<>(
                Comparator.comparing((LogPosition position) -> position.entry().at())
                        .thenComparingLong(position -> position.log().conversation())
                        .thenComparingInt(position -> position.entry().number()));
        logs.stream()
                .map(Log::withoutGaps)
                .filter(log -> !log.entries().isEmpty())
                .forEach(log -> next.add(new LogPosition(log, 0)));
        List<ConversationEvent> events = new ArrayList<>();
        Map<Long, Seen> seen = new HashMap<>(after.seen());
        Instant last = after.since();
        boolean more = false;
        while (!next.isEmpty()) {
            LogPosition position = next.remove();
            Entry entry = position.entry();
            if (entry.shown() != null && events.size() == limit) {
                more = true;
                break;
            }
            if (entry.shown() != null) {
                events.add(entry.shown());
            }
            last = entry.at();
            seen.put(position.log().conversation(), new Seen(entry.number(), entry.at()));
            if (position.isLast()) {
                if (position.log().truncated()) {
                    more = true;
                    break;
                }
            } else {
                next.add(position.next());
            }
        }
        Instant since = more && last.minusMillis(1).isBefore(settled) ? last.minusMillis(1) : settled;
        return new SyncDelta(events, new EventCursor(after.only(), after.since(), seen).withSince(since), more);
    }

    /** A position in the log of a conversation. */
    private record LogPosition(Log log, int index) {

        Entry entry() {
            return log.entries().get(index);
        }

        boolean isLast() {
            return index == log.entries().size() - 1;
        }

        LogPosition next() {
            return new LogPosition(log, index + 1);
        }
    }
}
