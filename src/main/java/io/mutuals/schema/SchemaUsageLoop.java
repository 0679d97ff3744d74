package io.mutuals.schema;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.background.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Adds the counts of this replica to those of all, at an interval and when it stops. */
@Component
@ConditionalOnWebApplication
class SchemaUsageLoop extends BackgroundLoop {

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    private final SchemaUsageCounter counter;
    private final SchemaUsageStore store;
    private final Duration every;
    private final Counter lost;
    private final CountDownLatch stopped = new CountDownLatch(1);

    SchemaUsageLoop(
            SchemaUsageCounter counter,
            SchemaUsageStore store,
            SchemaUsageProperties properties,
            MeterRegistry metrics) {
        super("schema-usage", "Usage of the schema could not be added up; the requests of this time are not counted");
        this.counter = counter;
        this.store = store;
        this.every = properties.flushEvery();
        this.lost = SchemaUsageCounter.lost(metrics, "redis");
    }

    @Override
    protected void step() throws InterruptedException {
        if (!stopped.await(every.toMillis(), TimeUnit.MILLISECONDS)) {
            flush();
        }
    }

    /** Adds what was counted since the last call. */
    void flush() {
        List<SchemaUsageCounter.Count> counts = counter.take();
        lost.increment((double) store.add(counts));
    }

    @Override
    public void stop() {
        stopAfterStep(stopped::countDown, STOP_TIMEOUT);
        flush();
    }
}
