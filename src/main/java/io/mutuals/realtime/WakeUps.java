package io.mutuals.realtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes streams of this replica that wait for something new about a key. Waking a stream that does not wait ends its
 * next wait at once; waking it several times ends one wait. Thread-safe.
 *
 * @param <K> the keys that streams wait for
 */
public final class WakeUps<K> {

    private final ConcurrentMap<K, Set<Waiter>> waiters = new ConcurrentHashMap<>();

    /** Registers a waiter for any of {@code keys}, until it is closed. */
    public Waiter register(Collection<K> keys) {
        Waiter waiter = new Waiter(Set.copyOf(keys));
        waiter.keys.forEach(key -> waiters.compute(key, (same, registered) -> {
            Set<Waiter> others = registered == null ? ConcurrentHashMap.newKeySet() : registered;
            others.add(waiter);
            return others;
        }));
        return waiter;
    }

    /** Wakes all waiters of {@code key}. */
    public void wake(K key) {
        Set<Waiter> registered = waiters.get(key);
        if (registered != null) {
            registered.forEach(Waiter::wake);
        }
    }

    /** The registration of one stream. */
    public final class Waiter implements AutoCloseable {

        private final Set<K> keys;
        private final Semaphore woken = new Semaphore(0);

        private Waiter(Set<K> keys) {
            this.keys = keys;
        }

        private void wake() {
            if (woken.availablePermits() == 0) {
                woken.release();
            }
        }

        /**
         * Waits until the stream is woken, or returns at once if it was woken since the last wait. Returns false after
         * {@code timeout}.
         */
        public boolean await(Duration timeout) throws InterruptedException {
            boolean wasWoken = woken.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS);
            woken.drainPermits();
            return wasWoken;
        }

        @Override
        public void close() {
            keys.forEach(key -> waiters.computeIfPresent(key, (same, registered) -> {
                registered.remove(this);
                return registered.isEmpty() ? null : registered;
            }));
        }
    }
}
