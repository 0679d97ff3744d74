package io.mutuals.proof;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/** The meter bound to the running thread; context propagation carries it to wherever the request's work goes. */
public final class Meters implements ThreadLocalAccessor<Meter> {

    /** The key under which context propagation knows the meter. */
    public static final String KEY = "mutuals.meter";

    private static final ThreadLocal<@Nullable Meter> CURRENT = new ThreadLocal<>();

    private static final Meter NOBODY = new Meter() {
        @Override
        public void neo4jQuery() {}

        @Override
        public void redisCall() {}
    };

    /** The meter of the request that this thread works for; one that forgets everything when there is none. */
    public static Meter current() {
        Meter meter = CURRENT.get();
        return meter == null ? NOBODY : meter;
    }

    /** Runs {@code work} with {@code meter} bound, then restores what was bound before. */
    public static void bill(Meter meter, Runnable work) {
        Meter before = CURRENT.get();
        CURRENT.set(meter);
        try {
            work.run();
        } finally {
            CURRENT.set(before);
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
