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
 * The experiments that still count outcomes, in the memory of this replica, so that an assignment queries nothing.
 *
 * <p>Kept current by hints, and by polling the number of the last change every {@code mutuals.experiment.look}: a kill
 * holds on every replica within a second even if hints are lost. Thread-safe.
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
    private final Semaphore wakeUps = new Semaphore(0);
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile Loaded current = new Loaded(UNKNOWN, List.of());
    private volatile long clustersRevision = UNKNOWN;

    public RunningExperiments(
            ExperimentCatalogue catalogue,
            Revisions revisions,
            ClusterMaps clusters,
            ExperimentProperties properties,
            Hints hints,
            InstantSource clock) {
        super("experiments", "This replica goes on with the experiments that it has read");
        this.catalogue = catalogue;
        this.revisions = revisions;
        this.clusters = clusters;
        this.properties = properties;
        this.hints = hints;
        this.clock = clock;
        hints.listen(TOPIC, text -> wakeUps.release());
    }

    /** The running experiments, ordered by layer. Where several could decide a page, the first does. */
    public List<Experiment> running() {
        return current.experiments().stream().filter(Experiment::isRunning).toList();
    }

    /** The experiment with this number, if it still counts outcomes. */
    public Optional<Experiment> counting(long number) {
        return counting().stream()
                .filter(experiment -> experiment.number() == number)
                .findFirst();
    }

    /** The experiments that run, or were stopped within the attribution window. */
    public List<Experiment> counting() {
        Instant since = clock.instant().minus(properties.attribution());
        return current.experiments().stream()
                .filter(experiment ->
                        experiment.endedAt() == null || experiment.endedAt().isAfter(since))
                .toList();
    }

    /**
     * Tells the other replicas that an experiment has changed, and applies the change here before it returns. A failure
     * does not undo the change, so the loop retries it.
     */
    public void changed() {
        tryTo(() -> hints.publish(TOPIC, "changed"));
        if (!tryTo(this::refresh)) {
            wakeUps.release();
        }
    }

    /** Loads the clusters of an experiment that was just started, before it returns. */
    public void started() {
        tryTo(this::loadClusters);
    }

    /** Reads the experiments again if any has changed since the last read. */
    public synchronized void refresh() {
        long now = revisions.current();
        if (now != current.revision()) {
            current = new Loaded(
                    now,
                    catalogue.counting(clock.instant().minus(properties.attribution())).stream()
                            .sorted(Comparator.comparing(Experiment::layer).thenComparing(Experiment::number))
                            .toList());
        }
    }

    /** Loads missing clusters. That takes a while, so it runs outside the lock that {@link #refresh()} holds. */
    public void loadClusters() {
        Loaded loaded = current;
        if (clustersRevision != loaded.revision()) {
            clusters.load(loaded.experiments());
            clustersRevision = loaded.revision();
        }
    }

    /** Reads the experiments before the first request. */
    @Override
    public void start() {
        tryTo(this::refresh);
        tryTo(this::loadClusters);
        super.start();
    }

    /** Stops after the web server, since requests in flight depend on it. */
    @Override
    public int getPhase() {
        return AROUND_REQUESTS;
    }

    @Override
    protected void step() throws InterruptedException {
        boolean refreshed = tryTo(this::refresh);
        boolean loaded = tryTo(this::loadClusters);
        if (refreshed && loaded) {
            failing.set(false);
        }
        if (wakeUps.tryAcquire(properties.look().toMillis(), TimeUnit.MILLISECONDS)) {
            wakeUps.drainPermits();
        }
    }

    /** A failure must neither end the loop nor fail a change that is already committed. */
    private boolean tryTo(Runnable work) {
        try {
            work.run();
            return true;
        } catch (RequestException unavailable) {
            if (!failing.getAndSet(true)) {
                log.warn("Neo4j is unavailable; this replica goes on with the experiments that it has read");
            }
        } catch (RuntimeException failed) {
            if (!failing.getAndSet(true) && !Thread.currentThread().isInterrupted()) {
                log.error("The experiments cannot be read; this replica goes on with those that it has read", failed);
            }
        }
        return false;
    }

    /** The experiments as of a change number. */
    private record Loaded(long revision, List<Experiment> experiments) {}
}
