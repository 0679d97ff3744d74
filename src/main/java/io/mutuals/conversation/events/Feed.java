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
 * What was read for a {@link FeedKey}: of each conversation that changed, the next events.
 *
 * @param exists whether the viewer takes part in the conversation that was asked for, or did when they knew of it; true for all
 * @param logs of each conversation, in any order
 */
record Feed(boolean exists, List<Log> logs) {

    /**
     * The next events of a conversation.
     *
     * @param base the number of the event before the first that is wanted
     * @param head the number of the last event that there was when the reading began
     * @param entries in order, without those up to {@code base}; at most one more than the limit
     * @param truncated whether there may be more than {@code entries}
     */
    record Log(long conversation, int base, int head, List<Entry> entries, boolean truncated) {

        /**
         * The entries without a gap. An event is written before an index knows it, so a reading may miss one and find a later one;
         * what lies behind such a gap is left for the next reading.
         */
        Log whole() {
            int whole = 0;
            while (whole < entries.size() && entries.get(whole).number() == base + 1 + whole) {
                whole++;
            }
            return new Log(conversation, base, head, entries.subList(0, whole), truncated && whole == entries.size());
        }

        /** Whether something is known to be there that was not read, though the limit left room for it. */
        boolean isBehind() {
            return !truncated && base + entries.size() < head;
        }
    }

    /**
     * An event.
     *
     * @param shown what the viewer hears; null when they hear nothing of it
     */
    record Entry(int number, Instant at, @Nullable ConversationEvent shown) {}

    /** Whether a reading that follows at once would find more. */
    boolean isBehind() {
        return logs.stream().map(Log::whole).anyMatch(Log::isBehind);
    }

    /**
     * Puts the events of all conversations into one order.
     *
     * @param after what the reader knows already
     * @param limit the most events to tell
     * @param settled an instant before which nothing new can happen any more
     */
    SyncDelta delta(EventCursor after, int limit, Instant settled) {
        Queue<Position> next = new PriorityQueue<>(
                Comparator.comparing((Position position) -> position.entry().at())
                        .thenComparingLong(position -> position.log().conversation())
                        .thenComparingInt(position -> position.entry().number()));
        logs.stream()
                .map(Log::whole)
                .filter(log -> !log.entries().isEmpty())
                .forEach(log -> next.add(new Position(log, 0)));
        List<ConversationEvent> events = new ArrayList<>();
        Map<Long, Seen> seen = new HashMap<>(after.seen());
        Instant last = after.since();
        boolean more = false;
        while (!next.isEmpty()) {
            Position position = next.remove();
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
        return new SyncDelta(events, new EventCursor(after.only(), after.since(), seen).since(since), more);
    }

    /** A place in the log of a conversation. */
    private record Position(Log log, int index) {

        Entry entry() {
            return log.entries().get(index);
        }

        boolean isLast() {
            return index == log.entries().size() - 1;
        }

        Position next() {
            return new Position(log, index + 1);
        }
    }
}
