package io.mutuals.experiment.journal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.RequestException;
import io.mutuals.background.BackgroundLoop;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.journal.JournalEntry.Drawn;
import io.mutuals.experiment.journal.JournalEntry.Exposed;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.suggestion.strategy.Explored;
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
 * Takes down who was shown what, and what came of it, and writes it to Neo4j behind everybody's back, many at a time; so it costs a request
 * nothing, and needs no Redis.
 *
 * <p>Every entry has a key in the graph, under which it can be there only once; so it does not matter how often, or on how many replicas, it
 * is taken down. What cannot be written is tried again. What happened waits for a moment before it is written, because it counts by the
 * impressions before it, which another replica may have in its hands. A replica that is killed loses what it has not written yet, at
 * most a second or so; of outcomes {@link Repair} finds what the graph still tells.
 */
@Component
public class Journal extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private static final int MOST_TOGETHER = 500;
    private static final int KNOWN = 200_000;
    private static final int MOST_REFUSALS = 3;

    private final JournalRepository repository;
    private final RunningExperiments running;
    private final ExperimentProperties properties;
    private final InstantSource clock;
    private final BlockingQueue<JournalEntry> taken;
    private final Deque<JournalEntry> unsettled = new ArrayDeque<>();
    private final List<JournalEntry> batch = new ArrayList<>();
    private final Cache<Day, Boolean> written = Caffeine.newBuilder()
            .maximumSize(KNOWN)
            .expireAfterWrite(Duration.ofDays(1))
            .build();
    private final Counter lost;
    private final AtomicInteger waiting = new AtomicInteger();
    private int refusals;
    private boolean away;

    Journal(
            JournalRepository repository,
            RunningExperiments running,
            ExperimentProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        super("experiments-journal", "What was to be counted is tried again");
        this.repository = repository;
        this.running = running;
        this.properties = properties;
        this.clock = clock;
        this.taken = new LinkedBlockingQueue<>(properties.waiting());
        this.lost = Counter.builder("mutuals.experiment.lost")
                .description(
                        "Exposures and outcomes that could not be written, or that there was no room for while Neo4j was away")
                .register(metrics);
        Gauge.builder("mutuals.experiment.waiting", waiting, AtomicInteger::get)
                .description("Exposures and outcomes that are not written yet")
                .register(metrics);
    }

    /** Somebody was shown a page; counts once for each person, variant and day. */
    public void exposed(long experiment, int variant, long viewer, String unit) {
        Instant now = now();
        if (written.getIfPresent(Day.of(experiment, variant, viewer, now)) == null) {
            take(new Exposed(experiment, variant, viewer, unit, now));
        }
    }

    /** A ranking explored; counts once for each ranking. */
    public void explored(long experiment, int variant, long viewer, Explored explored) {
        take(new Drawn(experiment, variant, viewer, explored, now()));
    }

    /** Something happened. */
    void take(JournalEntry entry) {
        // Counted first, so that it never seems that fewer than none wait.
        waiting.incrementAndGet();
        if (!taken.offer(entry)) {
            waiting.decrementAndGet();
            lost.increment();
        }
    }

    /** Whether anything is counted at all, so that it is worth taking something down. */
    boolean isOpen() {
        return !running.counting().isEmpty();
    }

    /** Writes what has been taken down and has settled. */
    synchronized void write() {
        write(entry -> !entry.at().isAfter(now().minus(properties.settle())));
    }

    /** Writes all that has been taken down. */
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
            refusals = 0;
        } while (true);
    }

    /** What is written leaves the batch; what could not be stays. */
    private void writeTogether() {
        try {
            repository.write(batch, running.counting(), properties.attribution());
        } catch (RequestException unavailable) {
            // It may be this batch alone that takes too long: then asking for nothing goes well.
            repository.ask();
            if (++refusals < MOST_REFUSALS) {
                throw unavailable;
            }
            writeOneByOne();
            return;
        } catch (RuntimeException refused) {
            if (Thread.currentThread().isInterrupted()) {
                throw refused;
            }
            log.warn("{} exposures and outcomes cannot be written together", batch.size(), refused);
            writeOneByOne();
            return;
        }
        batch.forEach(this::isWritten);
        batch.clear();
    }

    /** An entry that cannot be written though Neo4j is there is left out, so that the others need not wait for it for ever. */
    private void writeOneByOne() {
        while (!batch.isEmpty()) {
            JournalEntry entry = batch.getFirst();
            repository.ask();
            try {
                repository.write(List.of(entry), running.counting(), properties.attribution());
                isWritten(entry);
            } catch (RuntimeException refused) {
                boolean mayBeAway = refused instanceof RequestException && refusals < MOST_REFUSALS;
                if (mayBeAway || Thread.currentThread().isInterrupted()) {
                    throw refused;
                }
                waiting.decrementAndGet();
                lost.increment();
                log.error("Something that was to be counted cannot be written: {}", entry, refused);
            }
            batch.removeFirst();
        }
    }

    private void isWritten(JournalEntry entry) {
        waiting.decrementAndGet();
        if (entry instanceof Exposed exposed) {
            written.put(Day.of(exposed.experiment(), exposed.variant(), exposed.viewer(), exposed.at()), Boolean.TRUE);
        }
    }

    /** A batch that could not be written stays, and is written first. */
    private void fill(Predicate<JournalEntry> settled) {
        while (batch.size() < MOST_TOGETHER) {
            JournalEntry waiting = unsettled.peek();
            if (waiting != null && settled.test(waiting)) {
                batch.add(unsettled.remove());
                continue;
            }
            JournalEntry next = taken.poll();
            if (next == null) {
                return;
            }
            boolean waits = switch (next) {
                case JournalEntry.Exposed exposed -> false;
                case JournalEntry.Drawn drawn -> false;
                case JournalEntry.Seen seen -> false;
                case JournalEntry.Happened happened -> !settled.test(happened);
                case JournalEntry.Talked talked -> !settled.test(talked);
            };
            (waits ? unsettled : batch).add(next);
        }
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.writeEvery());
        try {
            write();
            away = false;
        } catch (RequestException unavailable) {
            if (!away) {
                log.warn("Neo4j is away; {} exposures and outcomes wait", waiting);
            }
            away = true;
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
        } catch (RuntimeException unavailable) {
            log.warn("{} exposures and outcomes are lost: they could not be written before the end", waiting);
        }
    }

    /** What the last requests did is to be written as well. */
    @Override
    public int getPhase() {
        return AROUND_REQUESTS;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** What an exposure counts once for. */
    private record Day(long experiment, int variant, long viewer, long day) {
        static Day of(long experiment, int variant, long viewer, Instant at) {
            return new Day(
                    experiment,
                    variant,
                    viewer,
                    at.atZone(ZoneOffset.UTC).toLocalDate().toEpochDay());
        }
    }
}
