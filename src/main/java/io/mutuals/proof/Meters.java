package io.mutuals.proof;

import io.micrometer.context.ThreadLocalAccessor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Thread-bound meter of the current request, carried across threads by context propagation. */
public final class Meters implements ThreadLocalAccessor<Meter> {

    /** Key of the meter in context propagation. */
    public static final String KEY = "mutuals.meter";

    private static final ThreadLocal<@Nullable Meter> CURRENT = new ThreadLocal<>();

    private static final Meter DISCARDING = new Meter() {
        @Override
        public void neo4jQuery() {}

        @Override
        public void redisCall() {}

        @Override
        public void fence() {}

        @Override
        public void fromMemory(int entries) {}
    };

    /** Returns the meter of the current request, or one that discards all counts if there is no request. */
    public static Meter current() {
        Meter meter = CURRENT.get();
        return meter == null ? DISCARDING : meter;
    }

    /** Runs {@code work} with {@code meter} bound to the thread, then restores the previous meter. */
    public static void bill(Meter meter, Runnable work) {
        bill(meter, () -> {
            work.run();
            return meter;
        });
    }

    /** Likewise, and returns the result of {@code work}. */
    static <T> T bill(Meter meter, Supplier<T> work) {
        Meter previous = CURRENT.get();
        CURRENT.set(meter);
        try {
            return work.get();
        } finally {
            CURRENT.set(previous);
        }
    }

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable Meter getValue() {
        return CURRENT.get();
    }

    @Override
    public void setValue(Meter meter) {
        CURRENT.set(meter);
    }

    @Override
    public void setValue() {
        CURRENT.remove();
    }
}
