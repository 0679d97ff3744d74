package io.mutuals.memory;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.RequestException;
import io.mutuals.changelog.ChangeReader;
import io.mutuals.changelog.Changes;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Passes requests through fences. A fence reads the position of the change log with a statement that began after the
 * request had asked for it, and drops the entries that have changed since the fence before. Requests that ask while a
 * fence is running, or within the pace after its beginning, share the next one. Fences run one after another.
 * Thread-safe.
 */
@Component
public class Fences {

    private static final Logger log = LoggerFactory.getLogger(Fences.class);

    /** How long memory is not used after the changes could not be read. */
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ChangeReader changes;
    private final Memory memory;
    private final long pace;
    private final DistributionSummary requestsPerFence;
    private final DistributionSummary changesPerFence;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Group waiting;
    private boolean running;
    private long lastBeginning;

    /** Used by one fence at a time, like {@link #pausedUntil}. */
    private Map<Long, Long> position = Map.of();

    private long pausedUntil = System.nanoTime();

    Fences(ChangeReader changes, Memory memory, MemoryProperties properties, MeterRegistry metrics) {
        this.changes = changes;
        this.memory = memory;
        this.pace = properties.pace().toNanos();
        this.lastBeginning = System.nanoTime() - pace;
        this.requestsPerFence = DistributionSummary.builder("mutuals.memory.fence.requests")
                .description("Requests that shared one fence")
                .register(metrics);
        this.changesPerFence = DistributionSummary.builder("mutuals.memory.lag")
                .description("Changed facts that one fence found")
                .register(metrics);
    }

    /**
     * Passes a fence that begins after this call.
     *
     * @param meter billed for the statements of the fence
     * @return a future to derive others from, and not to complete or cancel, because it is shared; fails if Neo4j
     *     cannot be reached
     */
    public CompletableFuture<Fence> next(Meter meter) {
        Group joined;
        boolean starts;
        lock.lock();
        try {
            if (waiting == null) {
                waiting = new Group(new ArrayList<>(), new CompletableFuture<>());
            }
            joined = waiting;
            joined.meters().add(meter);
            starts = !running;
            running = true;
        } finally {
            lock.unlock();
        }
        if (starts) {
            Thread.ofVirtual().name("fence").start(this::run);
        }
        return joined.passed();
    }

    private void run() {
        for (Group group = begin(); group != null; group = begin()) {
            AtomicReference<Fence> passed = new AtomicReference<>(Fence.CLOSED);
            try {
                List<Meter> meters = group.meters().stream().distinct().toList();
                Meters.bill(Meter.all(meters), () -> passed.set(pass()));
                requestsPerFence.record(group.meters().size());
                group.passed().complete(passed.get());
            } catch (RuntimeException | Error failed) {
                group.passed().completeExceptionally(failed);
            }
        }
    }

    /** Waits for the pace, and takes all waiting requests; null if there are none, which ends the thread. */
    private @Nullable Group begin() {
        while (true) {
            long wait;
            lock.lock();
            try {
                if (waiting == null) {
                    running = false;
                    return null;
                }
                long now = System.nanoTime();
                wait = lastBeginning + pace - now;
                if (wait <= 0) {
                    Group taken = waiting;
                    waiting = null;
                    lastBeginning = now;
                    return taken;
                }
            } finally {
                lock.unlock();
            }
            LockSupport.parkNanos(wait);
        }
    }

    private Fence pass() {
        long number = memory.beginFence();
        Meters.current().fence();
        Map<Long, Long> now = changes.position();
        return now.equals(position) || follow(now) ? new Fence(number) : Fence.CLOSED;
    }

    /** Drops what has changed; returns false if that cannot be told at present. */
    private boolean follow(Map<Long, Long> now) {
        if (System.nanoTime() - pausedUntil < 0) {
            return false;
        }
        try {
            Changes since = changes.between(position, now);
            changesPerFence.record(since.facts().size());
            if (since.complete()) {
                memory.drop(since.facts());
            } else {
                memory.dropAll();
            }
            position = since.position();
            return true;
        } catch (RequestException unavailable) {
            log.warn("The change log could not be read; nothing is answered from memory for {} s", PAUSE.toSeconds());
            pausedUntil = System.nanoTime() + PAUSE.toNanos();
            return false;
        }
    }

    /** Requests that pass a fence together. */
    private record Group(List<Meter> meters, CompletableFuture<Fence> passed) {}
}
