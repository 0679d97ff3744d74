package io.mutuals.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Starts the operations of one WebSocket in the order of arrival, a few at a time. Waiting operations hold no thread.
 * So one client cannot take all connections to Redis or Neo4j by starting many operations at once. Thread-safe; never
 * blocks.
 */
final class OperationQueue {

    private final int maxRunning;
    private final Executor threads;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param maxRunning the number of operations that start at the same time
     * @param threads runs each operation; must not block
     */
    OperationQueue(int maxRunning, Executor threads) {
        this.maxRunning = maxRunning;
        this.threads = threads;
    }

    /**
     * Runs {@code work} when its turn comes. The work must call {@code done}, once, when everything that it started has
     * ended.
     */
    void add(Object owner, Work work) {
        synchronized (this) {
            if (running >= maxRunning) {
                waiting.add(new Waiting(owner, work));
                return;
            }
            running++;
        }
        start(work);
    }

    /** Discards the waiting work of {@code owner}. */
    @SuppressWarnings("ReferenceEquality") // owners are compared by identity
    synchronized void discard(Object owner) {
        waiting.removeIf(entry -> entry.owner() == owner);
    }

    /** Discards all waiting work. */
    synchronized void discardAll() {
        waiting.clear();
    }

    private void start(Work work) {
        threads.execute(() -> work.run(this::next));
    }

    private void next() {
        Waiting next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
                return;
            }
        }
        start(next.work());
    }

    /** The start of an operation. */
    @FunctionalInterface
    interface Work {
        void run(Runnable done);
    }

    private record Waiting(Object owner, Work work) {}
}
