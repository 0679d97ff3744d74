package io.mutuals.experiment.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.background.BackgroundLoop;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.journal.JournalEntry.DrawEntry;
import io.mutuals.experiment.journal.JournalEntry.ExposureEntry;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.suggestion.strategy.ExplorationRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Records exposures, random draws and outcomes, and writes them to Neo4j in the background, in batches. It costs a
 * request no query, and uses no Redis.
 *
 * <p>Each entry has a unique key in the graph, so it does not matter how often, or on how many replicas, it is
 * recorded. Failed writes are retried. Outcomes wait for {@code mutuals.experiment.settle} before they are written,
 * because they count for earlier impressions that another replica may still hold. A replica that is killed loses the
 * entries that it has not written, a few seconds' worth; {@link Repair} recovers the outcomes among them that the graph
 * still shows.
 *
 * <p>Entries are recorded from any thread; one thread at a time writes.
 */
@Component
public class Journal extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final int BATCH_SIZE = 500;
    private static final int MAX_WRITTEN_DAYS = 200_000;
    private static final int MAX_FAILURES = 3;

    private final JournalRepository repository;
    private final RunningExperiments running;
    private final ExperimentProperties properties;
    private final InstantSource clock;
    private final BlockingQueue<JournalEntry> queue;
    private final Deque<JournalEntry> unsettled = new ArrayDeque<>();
    private final List<JournalEntry> batch = new ArrayList<>();
    private final Cache<Day, Boolean> writtenDays = Caffeine.newBuilder()
            .maximumSize(MAX_WRITTEN_DAYS)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final Counter lost;
    private final AtomicInteger waiting = new AtomicInteger();
    private int failures;
    private boolean unavailable;

    Journal(
            JournalRepository repository,
            RunningExperiments running,
            ExperimentProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        super(
                "experiments-journal",
                "The journal of experiments was not written; its entries are kept and written later");
        this.repository = repository;
        this.running = running;
        this.properties = properties;
        this.clock = clock;
        this.queue = new LinkedBlockingQueue<>(properties.waiting());
        this.lost = Counter.builder("mutuals.experiment.lost")
                .description("Exposures and outcomes that could not be written, or that exceeded the queue "
                        + "while Neo4j was unavailable")
                .register(metrics);
        Gauge.builder("mutuals.experiment.waiting", waiting, AtomicInteger::get)
                .description("Exposures and outcomes that are not written yet")
                .register(metrics);
    }

    /** Records that a user was shown a page of suggestions by a variant; counts once per user, variant and day. */
    public void recordExposure(long experiment, int variant, UserId viewer, String unit) {
        Instant now = now();
        if (writtenDays.getIfPresent(Day.of(experiment, variant, viewer, now)) == null) {
            enqueue(new ExposureEntry(experiment, variant, viewer, unit, now));
        }
    }

    /** Records that a ranking drew its first place at random; counts once per ranking. */
    public void recordExploration(long experiment, int variant, UserId viewer, ExplorationRecord explored) {
        enqueue(new DrawEntry(experiment, variant, viewer, explored, now()));
    }

    /** Queues an entry. When the queue is full the entry is dropped, and counted as lost. */
    void enqueue(JournalEntry entry) {
        // Incremented first, so that the gauge is never negative.
        waiting.incrementAndGet();
        if (!queue.offer(entry)) {
            waiting.decrementAndGet();
            lost.increment();
        }
    }

    /** Returns whether any experiment counts outcomes; entries need not be recorded otherwise. */
    boolean isRecording() {
        return !running.counting().isEmpty();
    }

    /** Writes the entries that have settled. */
    synchronized void write() {
        write(entry -> !entry.at().isAfter(now().minus(properties.settle())));
    }

    /** Writes all entries, settled or not. */
    public synchronized void writeAll() {
        write(entry -> true);
    }

    private void write(Predicate<JournalEntry> settled) {
        do {
            fill(settled);
            if (batch.isEmpty()) {
                return;
            }
            writeTogether();
            failures = 0;
        } while (true);
    }

    /** Written entries leave the batch; the others stay for the next attempt. */
    private void writeTogether() {
        try {
            repository.write(batch, running.counting(), properties.attribution());
        } catch (RequestException outage) {
            // Perhaps only this batch is too slow: then the ping succeeds.
            repository.ping();
            if (++failures < MAX_FAILURES) {
                throw outage;
            }
            writeOneByOne();
            return;
        } catch (RuntimeException refused) {
            if (Thread.currentThread().isInterrupted()) {
                throw refused;
            }
            log.warn(
                    "A batch of {} exposures and outcomes cannot be written; they are written one by one",
                    batch.size(),
                    refused);
            writeOneByOne();
            return;
        }
        batch.forEach(this::markWritten);
        batch.clear();
    }

    /**
     * Drops an entry that cannot be written although Neo4j is available, so that the others do not wait for it forever.
     */
    private void writeOneByOne() {
        while (!batch.isEmpty()) {
            JournalEntry entry = batch.getFirst();
            repository.ping();
            try {
                repository.write(List.of(entry), running.counting(), properties.attribution());
                markWritten(entry);
            } catch (RuntimeException refused) {
                boolean mayBeUnavailable = refused instanceof RequestException && failures < MAX_FAILURES;
                if (mayBeUnavailable || Thread.currentThread().isInterrupted()) {
                    throw refused;
                }
                waiting.decrementAndGet();
                lost.increment();
                log.error("A journal entry cannot be written and is lost: {}", entry, refused);
            }
            batch.removeFirst();
        }
    }

    private void markWritten(JournalEntry entry) {
        waiting.decrementAndGet();
        if (entry instanceof ExposureEntry exposure) {
            writtenDays.put(
                    Day.of(exposure.experiment(), exposure.variant(), exposure.viewer(), exposure.at()), Boolean.TRUE);
        }
    }

    /** A batch that could not be written stays, and is written first. */
    private void fill(Predicate<JournalEntry> settled) {
        while (batch.size() < BATCH_SIZE) {
            JournalEntry oldest = unsettled.peek();
            if (oldest != null && settled.test(oldest)) {
                batch.add(unsettled.remove());
                continue;
            }
            JournalEntry next = queue.poll();
            if (next == null) {
                return;
            }
            boolean waits = switch (next) {
                case JournalEntry.ExposureEntry _ -> false;
                case JournalEntry.DrawEntry _ -> false;
                case JournalEntry.ImpressionEntry _ -> false;
                case JournalEntry.OutcomeEntry outcome -> !settled.test(outcome);
                case JournalEntry.VideoEntry entry -> !settled.test(entry);
                case JournalEntry.MessageEntry message -> !settled.test(message);
            };
            (waits ? unsettled : batch).add(next);
        }
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.writeEvery());
        try {
            write();
            unavailable = false;
        } catch (RequestException failed) {
            if (!unavailable) {
                log.warn("Neo4j is unavailable; {} exposures and outcomes wait to be written", waiting);
            }
            unavailable = true;
        } catch (RuntimeException stopped) {
            if (!Thread.currentThread().isInterrupted()) {
                throw stopped;
            }
        }
    }

    @Override
    public void stop() {
        super.stop();
        try {
            writeAll();
        } catch (RuntimeException outage) {
            log.warn("{} exposures and outcomes are lost: they could not be written at shutdown", waiting);
        }
    }

    /** Stops after the web server, so that the last requests are recorded. */
    @Override
    public int getPhase() {
        return AROUND_REQUESTS;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Deduplicates exposures: one counts per user, variant and day. */
    private record Day(long experiment, int variant, UserId viewer, long day) {
        static Day of(long experiment, int variant, UserId viewer, Instant at) {
            return new Day(
                    experiment,
                    variant,
                    viewer,
                    at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay());
        }
    }
}
