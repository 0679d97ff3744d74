package io.mutuals.neo4j;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Decides which changes share a transaction, and when it begins.
 *
 * <p>While one transaction is under way, the changes that arrive wait for the next one, so transactions grow with the
 * load. Another begins beside it only when a full one is waiting, or when a change has waited for so long that the
 * transaction under way must be a slow one. Changes with the same key are committed in the order of arrival, and never
 * in two transactions at once. Thread-safe.
 *
 * @param <C> the changes
 */
final class CommitQueue<C> {

    private final int most;
    private final int maxTogether;
    private final Duration patience;
    private final Executor executor;
    private final Consumer<List<C>> commit;
    private final ReentrantLock lock = new ReentrantLock();

    /** The waiting changes by key, the keys of transactions under way excepted; keys in the order of their turn. */
    private final Map<Long, Deque<Waiting<C>>> ready = new LinkedHashMap<>();

    private final Map<Long, Deque<Waiting<C>>> heldUp = new HashMap<>();
    private final Set<Long> underWay = new HashSet<>();
    private int readyChanges;
    private int transactions;
    private boolean looksLater;

    /**
     * @param most the most concurrent transactions, at least 1
     * @param maxTogether the most changes in one transaction, at least 1
     * @param patience how long a change waits for the transactions under way before another begins beside them
     * @param executor runs each transaction on a thread of its own
     * @param commit runs a transaction; must not throw
     */
    CommitQueue(int most, int maxTogether, Duration patience, Executor executor, Consumer<List<C>> commit) {
        this.most = most;
        this.maxTogether = maxTogether;
        this.patience = patience;
        this.executor = executor;
        this.commit = commit;
    }

    /** Adds {@code change}, which is committed after all earlier ones of {@code key}. */
    void submit(long key, C change) {
        lock.lock();
        try {
            Waiting<C> last = new Waiting<>(change, System.nanoTime());
            if (underWay.contains(key)) {
                heldUp.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(last);
            } else {
                ready.computeIfAbsent(key, _ -> new ArrayDeque<>()).add(last);
                readyChanges++;
                beginIfDue();
            }
        } finally {
            lock.unlock();
        }
    }

    private void beginIfDue() {
        if (transactions == 0 || (transactions < most && isDue())) {
            transactions++;
            executor.execute(this::run);
        } else if (!looksLater && transactions < most) {
            looksLater = true;
            CompletableFuture.delayedExecutor(patience.toNanos(), TimeUnit.NANOSECONDS, executor)
                    .execute(this::look);
        }
    }

    private boolean isDue() {
        if (readyChanges >= maxTogether) {
            return true;
        }
        long since = ready.values().iterator().next().getFirst().since();
        return System.nanoTime() - since >= patience.toNanos();
    }

    /** Begins a transaction for a change that has waited for too long. */
    private void look() {
        lock.lock();
        try {
            looksLater = false;
            if (readyChanges > 0) {
                beginIfDue();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        Batch<C> batch = next(Set.of());
        while (!batch.changes().isEmpty()) {
            commit.accept(batch.changes());
            batch = next(batch.keys());
        }
    }

    /**
     * Takes the changes of the next transaction; none if this thread is to end.
     *
     * @param done the keys of the transaction that has ended
     */
    private Batch<C> next(Set<Long> done) {
        lock.lock();
        try {
            done.forEach(this::release);
            List<C> changes = new ArrayList<>();
            Set<Long> keys = new HashSet<>();
            Iterator<Map.Entry<Long, Deque<Waiting<C>>>> turns =
                    ready.entrySet().iterator();
            while (turns.hasNext() && changes.size() < maxTogether) {
                Map.Entry<Long, Deque<Waiting<C>>> turn = turns.next();
                turns.remove();
                take(turn.getKey(), turn.getValue(), changes);
                keys.add(turn.getKey());
            }
            if (changes.isEmpty()) {
                transactions--;
            }
            return new Batch<>(changes, keys);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the changes of {@code key} as far as there is room; the others wait until these are committed. */
    private void take(long key, Deque<Waiting<C>> of, List<C> changes) {
        underWay.add(key);
        while (!of.isEmpty() && changes.size() < maxTogether) {
            changes.add(of.remove().change());
            readyChanges--;
        }
        if (!of.isEmpty()) {
            readyChanges -= of.size();
            heldUp.put(key, of);
        }
    }

    /** Gives a key whose transaction has ended its next turn, after those that are waiting already. */
    private void release(long key) {
        underWay.remove(key);
        Deque<Waiting<C>> next = heldUp.remove(key);
        if (next != null) {
            ready.put(key, next);
            readyChanges += next.size();
        }
    }

    /** A change, and when it arrived, by {@link System#nanoTime}. */
    private record Waiting<C>(C change, long since) {}

    /** The changes of a transaction, and their keys. */
    private record Batch<C>(List<C> changes, Set<Long> keys) {}
}
