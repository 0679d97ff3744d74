package io.mutuals.suggestion.friendgraph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Friend graph that can be changed while it is read.
 *
 * <p>Every change publishes a new version that shares all other rows with the previous one; readers take {@link
 * #current} and never wait. Changes are idempotent.
 *
 * <p>Rows loaded from the database are out of date by the time they are applied. Open a {@link Reading} before loading:
 * changes made while it is open are replayed on the loaded rows and therefore not lost. Thread-safe.
 */
public final class LiveFriendGraph {

    private final Executor background;
    private final Lock lock = new ReentrantLock();
    private final Deque<Change> log = new ArrayDeque<>();
    private final List<Reading> openReadings = new ArrayList<>();

    private volatile FriendGraph current;
    private long changes;
    private volatile boolean isCompacting;

    /**
     * Creates a live graph.
     *
     * @param graph initial version
     * @param background runs the compaction of garbage that changes leave behind; reads and changes continue meanwhile
     */
    public LiveFriendGraph(FriendGraph graph, Executor background) {
        this.current = graph;
        this.background = background;
    }

    /** Returns the latest version. */
    public FriendGraph current() {
        return current;
    }

    /**
     * Records that two users are friends, adding them to the graph if necessary.
     *
     * @param since start in seconds since 1970; 0 if unknown
     */
    public void formed(long one, long other, int since) {
        change(List.of(new Change(one, other, since, true)));
    }

    /** Records that two users are not friends any more. Has no effect if they are not. */
    public void ended(long one, long other) {
        change(List.of(new Change(one, other, 0, false)));
    }

    /**
     * Starts to retain changes until the reading is closed. Open it before loading rows, close it after applying them.
     */
    public Reading reading() {
        lock.lock();
        try {
            Reading reading = new Reading(changes);
            openReadings.add(reading);
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Replaces the rows of some users, then replays the changes made since the reading was opened. A user who no longer
     * exists or has no friends is passed with an empty row.
     */
    public void replace(Reading reading, Collection<FriendRow> rows) {
        lock.lock();
        try {
            Set<Long> replaced = new HashSet<>();
            GraphDraft draft = new GraphDraft(current);
            List<Change> differences = new ArrayList<>();
            for (FriendRow row : rows) {
                replaced.add(row.id());
                replace(draft, row, differences);
            }
            // Only now, since a row that ends a friendship counts it for the other person too, whose row may tell it.
            rows.forEach(row -> setFormerFriends(draft, row));
            for (Change change : changesSince(reading)) {
                if (replaced.contains(change.one()) || replaced.contains(change.other())) {
                    change.replay(draft, replaced);
                    differences.add(change);
                }
            }
            publish(draft, differences);
        } finally {
            lock.unlock();
        }
    }

    /** Replaces the graph with one loaded in full, then replays the changes made since the reading was opened. */
    public void restart(Reading reading, FriendGraph graph) {
        lock.lock();
        try {
            GraphDraft draft = new GraphDraft(graph);
            changesSince(reading).forEach(change -> change.apply(draft));
            current = draft.done();
        } finally {
            lock.unlock();
        }
    }

    private static void setFormerFriends(GraphDraft draft, FriendRow row) {
        int person = row.former() > 0 ? draft.personOrNew(row.id()) : draft.person(row.id());
        draft.setFormerFriends(person, row.former());
    }

    private void change(List<Change> newChanges) {
        lock.lock();
        try {
            GraphDraft draft = new GraphDraft(current);
            newChanges.forEach(change -> change.apply(draft));
            publish(draft, newChanges);
        } finally {
            lock.unlock();
        }
    }

    private static void replace(GraphDraft draft, FriendRow row, List<Change> differences) {
        if (row.friends().length == 0 && draft.person(row.id()) == FriendGraph.NOT_FOUND) {
            return;
        }
        int person = draft.personOrNew(row.id());
        int[] before = draft.friends(person);
        int[] after = new int[row.friends().length];
        for (int at = 0; at < after.length; at++) {
            after[at] = draft.personOrNew(row.friends()[at]);
            if (draft.add(person, after[at], row.since()[at])) {
                differences.add(new Change(row.id(), row.friends()[at], row.since()[at], true));
            }
        }
        Arrays.sort(after);
        for (int friend : before) {
            if (Arrays.binarySearch(after, friend) < 0) {
                draft.remove(person, friend);
                differences.add(new Change(row.id(), draft.id(friend), 0, false));
            }
        }
    }

    private List<Change> changesSince(Reading reading) {
        return log.stream()
                .skip(Math.max(0, reading.position - (changes - log.size())))
                .toList();
    }

    private void publish(GraphDraft draft, List<Change> newChanges) {
        current = draft.done();
        if (!openReadings.isEmpty()) {
            log.addAll(newChanges);
            changes += newChanges.size();
        }
        if (!isCompacting && isCrowded(current)) {
            isCompacting = true;
            background.execute(this::compact);
        }
    }

    /** True if up to a quarter of the arrays may be garbage, see {@link GraphDraft#withRoom}. */
    private static boolean isCrowded(FriendGraph graph) {
        return graph.friends().length - graph.used() < graph.rows().entries() / 16;
    }

    /** Compacts all rows without the lock, then copies the rows changed meanwhile under it. */
    @SuppressWarnings("ReferenceEquality") // detects whether the array was replaced
    private void compact() {
        FriendGraph before = current;
        GraphDraft compacted;
        try {
            compacted = GraphDraft.compacted(before);
        } finally {
            isCompacting = false;
        }
        lock.lock();
        try {
            FriendGraph now = current;
            // Otherwise the arrays were replaced in the meantime and this compaction is obsolete.
            if (now.friends() == before.friends()) {
                compacted.addPeople(now);
                for (int person = 0; person < now.people(); person++) {
                    if (!now.rows().isSame(before.rows(), person)) {
                        compacted.copyRow(now, person);
                    }
                }
                current = compacted.done();
            }
        } finally {
            lock.unlock();
        }
    }

    private void close(Reading reading) {
        lock.lock();
        try {
            openReadings.remove(reading);
            long oldest = openReadings.stream()
                    .mapToLong(other -> other.position)
                    .min()
                    .orElse(changes);
            while (changes - log.size() < oldest) {
                log.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Retains changes while rows are loaded elsewhere, see {@link #replace} and {@link #restart}. */
    public final class Reading implements AutoCloseable {

        private final long position;

        private Reading(long position) {
            this.position = position;
        }

        @Override
        public void close() {
            LiveFriendGraph.this.close(this);
        }
    }

    private record Change(long one, long other, int since, boolean formed) {

        /** Applies the change to replaced rows. The former friends of people with another row include it already. */
        private void replay(GraphDraft draft, Set<Long> replaced) {
            int before = draft.formerFriends(one);
            int beforeOther = draft.formerFriends(other);
            apply(draft);
            if (!replaced.contains(one)) {
                draft.setFormerFriends(draft.person(one), before);
            }
            if (!replaced.contains(other)) {
                draft.setFormerFriends(draft.person(other), beforeOther);
            }
        }

        private void apply(GraphDraft draft) {
            if (formed) {
                draft.add(draft.personOrNew(one), draft.personOrNew(other), since);
            } else {
                int first = draft.person(one);
                int second = draft.person(other);
                if (first != FriendGraph.NOT_FOUND && second != FriendGraph.NOT_FOUND) {
                    draft.remove(first, second);
                }
            }
        }
    }
}
