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

    private final ConcurrentMap<K, Set<Bell>> bells = new ConcurrentHashMap<>();

    /** Registers a waiter for any of {@code keys}, until it is closed. */
    public Bell hang(Collection<K> keys) {
        Bell bell = new Bell(Set.copyOf(keys));
        bell.keys.forEach(key -> bells.compute(key, (same, registered) -> {
            Set<Bell> others = registered == null ? ConcurrentHashMap.newKeySet() : registered;
            others.add(bell);
            return others;
        }));
        return bell;
    }

    /** Wakes all waiters of {@code key}. */
    public void ring(K key) {
        Set<Bell> registered = bells.get(key);
        if (registered != null) {
            registered.forEach(Bell::ring);
        }
    }

    /** The registration of one stream. */
    public final class Bell implements AutoCloseable {

        private final Set<K> keys;
        private final Semaphore woken = new Semaphore(0);

        private Bell(Set<K> keys) {
            this.keys = keys;
        }

        private void ring() {
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
            keys.forEach(key -> bells.computeIfPresent(key, (same, registered) -> {
                registered.remove(this);
                return registered.isEmpty() ? null : registered;
            }));
        }
    }
}
