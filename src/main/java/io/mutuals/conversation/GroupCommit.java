package io.mutuals.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets changes share their transactions: what gathers while one transaction commits goes into the next.
 *
 * <p>There are a few lanes, each with one transaction under way at most. Changes with the same key go through the same lane, in the
 * order in which they came. An idle lane starts at once, so that a lonely change waits for nobody. Thread-safe.
 *
 * <p>After D. J. DeWitt et al., "Implementation techniques for main memory database systems", SIGMOD 1984.
 */
final class GroupCommit<C> {

    private final List<Lane> lanes = new ArrayList<>();

    /**
     * @param most how many changes may share a transaction
     * @param commit runs a transaction and answers its changes; must not throw
     */
    GroupCommit(int lanes, int most, Executor executor, Consumer<List<C>> commit) {
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes.add(new Lane(most, executor, commit));
        }
    }

    /** Puts {@code change} into the lane of {@code key}. */
    void submit(long key, C change) {
        lanes.get(Math.floorMod(Long.hashCode(key * 0x9E3779B97F4A7C15L), lanes.size()))
                .submit(change);
    }

    private final class Lane {

        private final int most;
        private final Executor executor;
        private final Consumer<List<C>> commit;
        private final ReentrantLock lock = new ReentrantLock();
        private final Queue<C> waiting = new ArrayDeque<>();
        private boolean busy;

        Lane(int most, Executor executor, Consumer<List<C>> commit) {
            this.most = most;
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
                while (together.size() < most && !waiting.isEmpty()) {
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
