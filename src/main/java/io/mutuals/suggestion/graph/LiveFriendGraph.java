package io.mutuals.suggestion.graph;

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
 * A friend graph that changes.
 *
 * <p>Every change makes a new version, which shares with the one before it all but the rows of the people concerned; readers take the
 * {@link #current} one and never wait. A change is applied once or often with the same result.
 *
 * <p>What is read elsewhere and put in here, a few rows or everything, was read some time ago. So whoever reads opens a {@link
 * Reading} first: what changes while it is open is done once more on what was read, and so is not lost. Thread-safe.
 */
public final class LiveFriendGraph {

    private final Executor background;
    private final Lock lock = new ReentrantLock();
    private final Deque<Change> log = new ArrayDeque<>();
    private final List<Reading> open = new ArrayList<>();

    private volatile FriendGraph current;
    private long changes;
    private volatile boolean isPacking;

    /**
     * Begins with a graph.
     *
     * @param background closes the gaps that changes leave; reading and changing go on meanwhile
     */
    public LiveFriendGraph(FriendGraph graph, Executor background) {
        this.current = graph;
        this.background = background;
    }

    /** The graph as it is now. */
    public FriendGraph current() {
        return current;
    }

    /**
     * Two people, who need not be in the graph yet, are friends.
     *
     * @param since in seconds since 1970; 0 when not known
     */
    public void formed(long one, long other, int since) {
        change(List.of(new Change(one, other, since, true)));
    }

    /** Two people are friends no more. */
    public void ended(long one, long other) {
        change(List.of(new Change(one, other, 0, false)));
    }

    /** Begins to keep changes, until it is closed. */
    public Reading reading() {
        lock.lock();
        try {
            Reading reading = new Reading(changes);
            open.add(reading);
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** Takes over the rows of some people; somebody without friends, or who is gone, has an empty one. */
    public void replace(Reading reading, Collection<GraphRow> rows) {
        lock.lock();
        try {
            Set<Long> replaced = new HashSet<>();
            GraphDraft draft = new GraphDraft(current);
            List<Change> differences = new ArrayList<>();
            for (GraphRow row : rows) {
                replaced.add(row.id());
                replace(draft, row, differences);
            }
            for (Change change : since(reading)) {
                if (replaced.contains(change.one()) || replaced.contains(change.other())) {
                    change.apply(draft);
                    differences.add(change);
                }
            }
            publish(draft, differences);
        } finally {
            lock.unlock();
        }
    }

    /** Takes over a graph that was read as a whole. */
    public void restart(Reading reading, FriendGraph graph) {
        lock.lock();
        try {
            GraphDraft draft = new GraphDraft(graph);
            since(reading).forEach(change -> change.apply(draft));
            current = draft.done();
        } finally {
            lock.unlock();
        }
    }

    private void change(List<Change> made) {
        lock.lock();
        try {
            GraphDraft draft = new GraphDraft(current);
            made.forEach(change -> change.apply(draft));
            publish(draft, made);
        } finally {
            lock.unlock();
        }
    }

    private static void replace(GraphDraft draft, GraphRow row, List<Change> differences) {
        if (row.friends().length == 0 && draft.person(row.id()) == FriendGraph.NOBODY) {
            return;
        }
        int person = draft.personOrNew(row.id());
        int[] before = draft.friends(person);
        int[] after = new int[row.friends().length];
        for (int at = 0; at < after.length; at++) {
            after[at] = draft.personOrNew(row.friends()[at]);
            if (draft.form(person, after[at], row.since()[at])) {
                differences.add(new Change(row.id(), row.friends()[at], row.since()[at], true));
            }
        }
        Arrays.sort(after);
        for (int friend : before) {
            if (Arrays.binarySearch(after, friend) < 0) {
                draft.end(person, friend);
                differences.add(new Change(row.id(), draft.id(friend), 0, false));
            }
        }
    }

    private List<Change> since(Reading reading) {
        return log.stream()
                .skip(Math.max(0, reading.begun - (changes - log.size())))
                .toList();
    }

    private void publish(GraphDraft draft, List<Change> made) {
        current = draft.done();
        if (!open.isEmpty()) {
            log.addAll(made);
            changes += made.size();
        }
        if (!isPacking && isCrowded(current)) {
            isPacking = true;
            background.execute(this::pack);
        }
    }

    /** Whether a quarter may be garbage by now, see {@link GraphDraft#withRoom}. */
    private static boolean isCrowded(FriendGraph graph) {
        return graph.friends().length - graph.used() < graph.rows().entries() / 16;
    }

    /** Moves all rows together; what changes meanwhile is taken over at the end. */
    @SuppressWarnings("ReferenceEquality") // asks whether it is still the same array
    private void pack() {
        FriendGraph before = current;
        GraphDraft packed;
        try {
            packed = GraphDraft.packed(before);
        } finally {
            isPacking = false;
        }
        lock.lock();
        try {
            FriendGraph now = current;
            // Otherwise all rows have moved in the meantime.
            if (now.friends() == before.friends()) {
                packed.takePeople(now);
                for (int person = 0; person < now.people(); person++) {
                    if (!now.rows().isSame(before.rows(), person)) {
                        packed.take(now, person);
                    }
                }
                current = packed.done();
            }
        } finally {
            lock.unlock();
        }
    }

    private void close(Reading reading) {
        lock.lock();
        try {
            open.remove(reading);
            long oldest = open.stream().mapToLong(other -> other.begun).min().orElse(changes);
            while (changes - log.size() < oldest) {
                log.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /** That somebody reads what they will put in. */
    public final class Reading implements AutoCloseable {

        private final long begun;

        private Reading(long begun) {
            this.begun = begun;
        }

        @Override
        public void close() {
            LiveFriendGraph.this.close(this);
        }
    }

    private record Change(long one, long other, int since, boolean formed) {

        private void apply(GraphDraft draft) {
            if (formed) {
                draft.form(draft.personOrNew(one), draft.personOrNew(other), since);
            } else {
                int first = draft.person(one);
                int second = draft.person(other);
                if (first != FriendGraph.NOBODY && second != FriendGraph.NOBODY) {
                    draft.end(first, second);
                }
            }
        }
    }
}
