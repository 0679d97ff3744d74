package io.mutuals.experiment;

import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that takes long to compute: computed when it is first asked for, and kept. Empty where there is nothing to tell. */
final class Once<T> {

    private final Lock lock = new ReentrantLock();
    private final Supplier<@Nullable T> computation;
    private volatile @Nullable Optional<T> computed;

    Once(Supplier<@Nullable T> computation) {
        this.computation = computation;
    }

    Optional<T> get() {
        Optional<T> known = computed;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            Optional<T> meanwhile = computed;
            if (meanwhile == null) {
                meanwhile = Optional.ofNullable(computation.get());
                computed = meanwhile;
            }
            return meanwhile;
        } finally {
            lock.unlock();
        }
    }
}
