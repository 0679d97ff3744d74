package io.mutuals.experiment.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mutuals.MutualsTest;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.OutcomeKind;
import io.mutuals.experiment.journal.JournalEntry.OutcomeEntry;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.neo4j.Graph;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

/** The journal when entries cannot be written. */
@MutualsTest
class JournalTest {

    private final Graph graph;
    private final RunningExperiments running;
    private final ExperimentProperties properties;
    private final InstantSource clock;
    private final MeterRegistry metrics = new SimpleMeterRegistry();
    private final List<JournalEntry> written = new ArrayList<>();

    JournalTest(Graph graph, RunningExperiments running, ExperimentProperties properties, InstantSource clock) {
        this.graph = graph;
        this.running = running;
        this.properties = properties;
        this.clock = clock;
    }

    @Test
    void shutdownDuringAWriteLosesNothing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Journal journal = journal(entries -> {
            if (begun.getCount() > 0) {
                begun.countDown();
                waitUntilInterrupted();
            }
            written.addAll(entries);
        });
        journal.enqueue(outcome(1));
        journal.enqueue(outcome(2));
        Thread writing = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(journal::writeAll).isInstanceOf(IllegalStateException.class));
        begun.await();
        writing.interrupt();
        writing.join();
        assertThat(waiting()).isEqualTo(2);

        journal.stop();

        assertThat(written).containsExactly(outcome(1), outcome(2));
        assertThat(waiting()).isZero();
        assertThat(lost()).isZero();
    }

    @Test
    void entryThatAlwaysTimesOutIsDroppedWhileOthersAreWritten() {
        Journal journal = journal(entries -> {
            if (entries.contains(outcome(2))) {
                throw new RequestException(ErrorCode.UNAVAILABLE, "Too slow");
            }
            written.addAll(entries);
        });
        journal.enqueue(outcome(1));
        journal.enqueue(outcome(2));
        journal.enqueue(outcome(3));
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(journal::writeAll).isInstanceOf(RequestException.class);
        }
        assertThat(lost()).isZero();

        journal.writeAll();

        assertThat(written).containsExactly(outcome(1), outcome(3));
        assertThat(lost()).isEqualTo(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void nothingIsDroppedWhileNeo4jIsUnavailable() {
        boolean[] away = {true};
        Journal journal = new Journal(
                new JournalRepository(graph, new VideoOutcomeRepository(graph)) {
                    @Override
                    void ping() {
                        if (away[0]) {
                            throw new RequestException(ErrorCode.UNAVAILABLE, "Away");
                        }
                    }

                    @Override
                    void write(List<JournalEntry> entries, List<Experiment> counting, Duration window) {
                        ping();
                        written.addAll(entries);
                    }
                },
                running,
                properties,
                clock,
                metrics);
        journal.enqueue(outcome(1));
        for (int time = 0; time < 10; time++) {
            assertThatThrownBy(journal::writeAll).isInstanceOf(RequestException.class);
        }
        assertThat(waiting()).isEqualTo(1);
        away[0] = false;
        journal.writeAll();
        assertThat(written).containsExactly(outcome(1));
        assertThat(lost()).isZero();
    }

    @Test
    void journalStopsAfterTheWebServer() {
        Journal journal = journal(written::addAll);
        // Where Spring Boot stops the web server, 1024 after it has begun to drain.
        int server = SmartLifecycle.DEFAULT_PHASE - 2048;
        assertThat(journal.getPhase()).isLessThan(server);
        assertThat(running.getPhase()).isLessThan(server);
    }

    private Journal journal(Consumer<List<JournalEntry>> write) {
        JournalRepository repository = new JournalRepository(graph, new VideoOutcomeRepository(graph)) {
            @Override
            void write(List<JournalEntry> entries, List<Experiment> counting, Duration window) {
                write.accept(List.copyOf(entries));
            }
        };
        return new Journal(repository, running, properties, clock, metrics);
    }

    /** Fails on interruption as {@link Graph} does. */
    private static void waitUntilInterrupted() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private OutcomeEntry outcome(long viewer) {
        return new OutcomeEntry(OutcomeKind.DISMISSALS, new UserId(viewer), new UserId(9), Instant.EPOCH);
    }

    private double lost() {
        return metrics.get("mutuals.experiment.lost").counter().count();
    }

    private double waiting() {
        return metrics.get("mutuals.experiment.waiting").gauge().value();
    }
}
