package io.mutuals.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Groups changes into transactions: changes that arrive while a transaction commits share the next one.
 *
 * <p>Each lane has at most one transaction under way. Changes with the same key use the same lane and are committed in
 * the order of arrival. An idle lane starts at once, so a single change is not delayed. Thread-safe.
 *
 * <p>After D. J. DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.
 */
final class GroupCommit<C> {

    private final List<Lane> lanes = new ArrayList<>();

    /**
     * @param lanes the most concurrent transactions, at least 1
     * @param maxTogether the most changes in one transaction, at least 1
     * @param commit runs a transaction and completes its changes; must not throw
     */
    GroupCommit(int lanes, int maxTogether, Executor executor, Consumer<List<C>> commit) {
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes.add(new Lane(maxTogether, executor, commit));
        }
    }

    /** Adds {@code change} to the lane of {@code key}. */
    void submit(long key, C change) {
        lanes.get(Math.floorMod(Long.hashCode(key * 0x9E3779B97F4A7C15L), lanes.size()))
                .submit(change);
    }

    private final class Lane {

        private final int maxTogether;
        private final Executor executor;
        private final Consumer<List<C>> commit;
        private final ReentrantLock lock = new ReentrantLock();
        private final Queue<C> waiting = new ArrayDeque<>();
        private boolean busy;

        Lane(int maxTogether, Executor executor, Consumer<List<C>> commit) {
            this.maxTogether = maxTogether;
            this.executor = executor;
            this.commit = commit;
        }

        void submit(C change) {
            lock.lock();
            try {
                waiting.add(change);
                if (busy) {
                    return;
                }
                busy = true;
            } finally {
                lock.unlock();
            }
            executor.execute(this::run);
        }

        private void run() {
            for (List<C> together = next(); !together.isEmpty(); together = next()) {
                commit.accept(together);
            }
        }

        private List<C> next() {
            lock.lock();
            try {
                List<C> together = new ArrayList<>();
                while (together.size() < maxTogether && !waiting.isEmpty()) {
                    together.add(waiting.remove());
                }
                busy = !together.isEmpty();
                return together;
            } finally {
                lock.unlock();
            }
        }
    }
}
