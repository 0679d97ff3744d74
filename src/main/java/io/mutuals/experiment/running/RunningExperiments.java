package io.mutuals.experiment.running;

import io.mutuals.api.RequestException;
import io.mutuals.background.BackgroundLoop;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.Revisions;
import io.mutuals.realtime.Hints;
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
public class RunningExperiments extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(RunningExperiments.class);

    private static final String TOPIC = "experiments";
    private static final long UNKNOWN = -1;

    private final ExperimentCatalogue catalogue;
    private final Revisions revisions;
    private final ClusterMaps clusters;
    private final ExperimentProperties properties;
    private final Hints hints;
    private final InstantSource clock;
    private final Semaphore told = new Semaphore(0);
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile Known known = new Known(UNKNOWN, List.of());
    private volatile long clustersOf = UNKNOWN;

    public RunningExperiments(
            ExperimentCatalogue catalogue,
            Revisions revisions,
            ClusterMaps clusters,
            ExperimentProperties properties,
            Hints hints,
            InstantSource clock) {
        super("experiments", "This replica goes on with the experiments that it knows");
        this.catalogue = catalogue;
        this.revisions = revisions;
        this.clusters = clusters;
        this.properties = properties;
        this.hints = hints;
        this.clock = clock;
        hints.listen(TOPIC, text -> told.release());
    }

    /** Those that assign people, in the order of their layers: where two want to decide a page, the first does. */
    public List<Experiment> running() {
        return known.experiments().stream().filter(Experiment::isRunning).toList();
    }

    /** One that runs, or was stopped and still counts; empty for any other. */
    public Optional<Experiment> counting(long number) {
        return counting().stream()
                .filter(experiment -> experiment.number() == number)
                .findFirst();
    }

    /** All that count. */
    public List<Experiment> counting() {
        Instant since = clock.instant().minus(properties.attribution());
        return known.experiments().stream()
                .filter(experiment ->
                        experiment.endedAt() == null || experiment.endedAt().isAfter(since))
                .toList();
    }

    /**
     * An experiment has changed: tells the other replicas, and acts by it before it returns. When that fails the change has still happened, so
     * the loop is told to look again.
     */
    public void changed() {
        tryTo(() -> hints.tell(TOPIC, "changed"));
        if (!tryTo(this::look)) {
            told.release();
        }
    }

    /** An experiment was started: has its clusters in memory before it returns. */
    public void began() {
        tryTo(this::holdClusters);
    }

    /** Looks whether something has changed, and reads it anew when it has. */
    public synchronized void look() {
        long now = revisions.current();
        if (now != known.revision()) {
            known = new Known(
                    now,
                    catalogue.counting(clock.instant().minus(properties.attribution())).stream()
                            .sorted(Comparator.comparing(Experiment::layer).thenComparing(Experiment::number))
                            .toList());
        }
    }

    /** Reads the clusters that are missing, which takes a while; so nobody who looks waits for it. */
    public void holdClusters() {
        Known current = known;
        if (clustersOf != current.revision()) {
            clusters.hold(current.experiments());
            clustersOf = current.revision();
        }
    }

    /** Looks before anybody can ask for a page. */
    @Override
    public void start() {
        tryTo(this::look);
        tryTo(this::holdClusters);
        super.start();
    }

    /** What the last requests do depends on it. */
    @Override
    public int getPhase() {
        return AROUND_REQUESTS;
    }

    @Override
    protected void step() throws InterruptedException {
        boolean looked = tryTo(this::look);
        boolean held = tryTo(this::holdClusters);
        if (looked && held) {
            failing.set(false);
        }
        if (told.tryAcquire(properties.look().toMillis(), TimeUnit.MILLISECONDS)) {
            told.drainPermits();
        }
    }

    /** Whatever fails here must neither end the loop nor fail what has been done already. */
    private boolean tryTo(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RequestException unavailable) {
            if (!failing.getAndSet(true)) {
                log.warn("Neo4j is away; this replica goes on with the experiments that it knows");
            }
        } catch (RuntimeException failed) {
            if (!failing.getAndSet(true) && !Thread.currentThread().isInterrupted()) {
                log.error("This replica goes on with the experiments that it knows", failed);
            }
        }
        return false;
    }

    /** The experiments after a change. */
    private record Known(long revision, List<Experiment> experiments) {}
}
