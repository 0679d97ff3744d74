package io.mutuals.loader;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What the {@linkplain Filling fillings} of all loaders share: a bound, and metrics. Thread-safe. */
final class Fillings {

    /** How many loaders have entries read in the background at once, so that requests keep most of Neo4j. */
    private static final int AT_ONCE = 2;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final AtomicInteger open = new AtomicInteger();
    private final Counter filled;
    private final Counter shed;

    Fillings(MeterRegistry metrics) {
        this.filled = counter("filled", metrics);
        this.shed = counter("shed", metrics);
        Gauge.builder("mutuals.memory.fillings.open", open, AtomicInteger::get)
                .description("Answers whose entries are still to be read into memory")
                .register(metrics);
    }

    private static Counter counter(String result, MeterRegistry metrics) {
        return Counter.builder("mutuals.memory.fillings")
                .description("Answers by statements whose entries were then read into memory, or not for want of room")
                .tag("result", result)
                .register(metrics);
    }

    /** Counts answers whose entries are to be read. */
    void opened(int answers) {
        open.addAndGet(answers);
    }

    /** Counts answers whose entries have been read, as far as possible. */
    void closed(int answers) {
        open.addAndGet(-answers);
        filled.increment(answers);
    }

    /** Counts answers whose entries are not read, because too many wait already. */
    void shed(int answers) {
        shed.increment(answers);
    }

    /** Runs {@code filling} in its turn, after those that have waited for longer. */
    void inTurn(Runnable filling) {
        turns.acquireUninterruptibly();
        try {
            filling.run();
        } finally {
            turns.release();
        }
    }
}
