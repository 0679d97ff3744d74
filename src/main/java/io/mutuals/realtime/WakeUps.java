package io.mutuals.realtime;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes streams of this replica that wait for something new about a key. A bell that was rung while nobody waited for it ends the next
 * wait at once; rung any number of times, it ends one wait. Thread-safe.
 *
 * @param <K> what streams are about
 */
public final class WakeUps<K> {

    private final ConcurrentMap<K, Set<Bell>> bells = new ConcurrentHashMap<>();

    /** A bell that rings for any of {@code keys}, until it is closed. */
    public Bell hang(Collection<K> keys) {
        Bell bell = new Bell(Set.copyOf(keys));
        bell.keys.forEach(key -> bells.compute(key, (same, hung) -> {
            Set<Bell> all = hung == null ? ConcurrentHashMap.newKeySet() : hung;
            all.add(bell);
            return all;
        }));
        return bell;
    }

    /** Ends the wait of everybody who waits for {@code key}. */
    public void ring(K key) {
        Set<Bell> hung = bells.get(key);
        if (hung != null) {
            hung.forEach(Bell::ring);
        }
    }

    /** What one stream waits for. */
    public final class Bell implements AutoCloseable {

        private final Set<K> keys;
        private final Semaphore rung = new Semaphore(0);

        private Bell(Set<K> keys) {
            this.keys = keys;
        }

        private void ring() {
            if (rung.availablePermits() == 0) {
                rung.release();
            }
        }

        /** Waits until it rings, or has rung since the last wait, but no longer than {@code patience}; tells whether it rang. */
        public boolean await(Duration patience) throws InterruptedException {
            boolean rang = rung.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
            rung.drainPermits();
            return rang;
        }

        @Override
        public void close() {
            keys.forEach(key -> bells.computeIfPresent(key, (same, hung) -> {
                hung.remove(this);
                return hung.isEmpty() ? null : hung;
            }));
        }
    }
}
