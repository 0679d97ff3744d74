package io.mutuals.experiment;

import io.mutuals.api.RequestException;
import io.mutuals.graph.Aggregates;
import io.mutuals.realtime.Hints;
import io.mutuals.suggestion.BackgroundLoop;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The experiments that count, in the memory of this replica, so that assigning somebody asks nobody. Kept up to date by hints, and by a
 * look at the number of the last change every half second or so: a kill holds on every replica within a second, whatever is lost.
 */
@Component
class RunningExperiments extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(RunningExperiments.class);

    private static final String TOPIC = "experiments";
    private static final long UNKNOWN = -1;

    private final Aggregates aggregates;
    private final ExperimentRepository experiments;
    private final Revisions revisions;
    private final ClusterMaps clusters;
    private final ExperimentProperties properties;
    private final Hints hints;
    private final InstantSource clock;
    private final Semaphore told = new Semaphore(0);
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile Known known = new Known(UNKNOWN, List.of());

    RunningExperiments(
            Aggregates aggregates,
            ExperimentRepository experiments,
            Revisions revisions,
            ClusterMaps clusters,
            ExperimentProperties properties,
            Hints hints,
            InstantSource clock) {
        super("experiments", "This replica goes on with the experiments that it knows");
        this.aggregates = aggregates;
        this.experiments = experiments;
        this.revisions = revisions;
        this.clusters = clusters;
        this.properties = properties;
        this.hints = hints;
        this.clock = clock;
        hints.listen(TOPIC, text -> told.release());
    }

    /** Those that assign people, in the order of their layers: where two want to decide a page, the first does. */
    List<Experiment> running() {
        return known.experiments().stream().filter(Experiment::isRunning).toList();
    }

    /** One that runs, or was stopped and still counts; empty for any other. */
    Optional<Experiment> counting(long number) {
        return counting().stream()
                .filter(experiment -> experiment.number() == number)
                .findFirst();
    }

    /** All that count. */
    List<Experiment> counting() {
        Instant since = clock.instant().minus(properties.attribution());
        return known.experiments().stream()
                .filter(experiment ->
                        experiment.endedAt() == null || experiment.endedAt().isAfter(since))
                .toList();
    }

    /** An experiment has changed: acts by it before it returns, and tells the other replicas. */
    void changed() {
        look();
        hints.tell(TOPIC, "changed");
    }

    /** Looks whether something has changed, and reads it anew when it has. */
    synchronized void look() {
        long now = revisions.current();
        if (now != known.revision()) {
            List<Experiment> read = aggregates.read(
                    "experiments.counting",
                    () -> experiments.findAllByStateIn(List.of(ExperimentState.RUNNING, ExperimentState.STOPPED)));
            clusters.hold(read.stream().filter(Experiment::isRunning).toList());
            known = new Known(
                    now,
                    read.stream()
                            .sorted(Comparator.comparing(Experiment::layer).thenComparing(Experiment::number))
                            .toList());
        }
    }

    /** Looks before anybody can ask for a page. */
    @Override
    public void start() {
        try {
            look();
        } catch (RequestException unavailable) {
            log.warn("Neo4j is away; this replica knows of no experiments yet");
        }
        super.start();
    }

    @Override
    protected void step() throws InterruptedException {
        try {
            look();
            away.set(false);
        } catch (RequestException unavailable) {
            if (!away.getAndSet(true)) {
                log.warn("Neo4j is away; this replica goes on with the experiments that it knows");
            }
        }
        if (told.tryAcquire(properties.look().toMillis(), TimeUnit.MILLISECONDS)) {
            told.drainPermits();
        }
    }

    /** The experiments after a change. */
    private record Known(long revision, List<Experiment> experiments) {}
}
