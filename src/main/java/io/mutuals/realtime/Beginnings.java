package io.mutuals.realtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/**
 * Begins the operations of one WebSocket in the order of their arrival, a few at a time; those that wait hold no thread. So one client
 * cannot take all connections to Redis or Neo4j by beginning many operations at once. Thread-safe; never waits.
 */
final class Beginnings {

    private final int most;
    private final Executor threads;
    private final Deque<Beginning> waiting = new ArrayDeque<>();
    private int running;

    /**
     * @param most how many run at a time
     * @param threads runs each; must not wait
     */
    Beginnings(int most, Executor threads) {
        this.most = most;
        this.threads = threads;
    }

    /** Runs {@code work} when its turn comes. It calls {@code done}, once, when all that it started has ended. */
    void add(Object owner, Work work) {
        synchronized (this) {
            if (running >= most) {
                waiting.add(new Beginning(owner, work));
                return;
            }
            running++;
        }
        start(work);
    }

    /** Forgets what {@code owner} still waits to begin. */
    @SuppressWarnings("ReferenceEquality") // an owner is known by what it is, not by what it equals
    synchronized void forget(Object owner) {
        waiting.removeIf(beginning -> beginning.owner() == owner);
    }

    /** Forgets all that waits. */
    synchronized void forgetAll() {
        waiting.clear();
    }

    private void start(Work work) {
        threads.execute(() -> work.run(this::next));
    }

    private void next() {
        Beginning next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                running--;
                return;
            }
        }
        start(next.work());
    }

    /** What is begun. */
    @FunctionalInterface
    interface Work {
        void run(Runnable done);
    }

    private record Beginning(Object owner, Work work) {}
}
