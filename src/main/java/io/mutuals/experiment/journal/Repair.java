package io.mutuals.experiment.journal;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.journal.RepairRepository.Traces;
import io.mutuals.experiment.running.RunningExperiments;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/**
 * Finds outcomes that were never written, because the replica that had taken them down was killed: looks at every suggestion within the
 * attribution window for what the graph tells of the two people, and writes what is missing. One replica does it for all; what is there
 * already stays as it is.
 */
@Component
class Repair extends BackgroundLoop {

    private static final int TOGETHER = 500;

    private final RunningExperiments running;
    private final RepairRepository traces;
    private final JournalRepository journal;
    private final ReplicaLease lease;
    private final ExperimentProperties properties;
    private final InstantSource clock;

    Repair(
            RunningExperiments running,
            RepairRepository traces,
            JournalRepository journal,
            ReplicaLease lease,
            ExperimentProperties properties,
            InstantSource clock) {
        super("experiments-repair", "Outcomes that a killed replica did not write are found later");
        this.running = running;
        this.traces = traces;
        this.journal = journal;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    /** Looks at all experiments that count. */
    void repair() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Experiment experiment : running.counting()) {
            String last = "";
            while (true) {
                Traces found =
                        traces.traces(experiment.number(), last, now.minus(properties.attribution()), TOGETHER, now);
                if (!found.entries().isEmpty()) {
                    journal.write(found.entries(), running.counting(), properties.attribution());
                }
                if (found.looked() < TOGETHER) {
                    break;
                }
                last = found.last();
            }
        }
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.repairEvery());
        if (!running.counting().isEmpty() && lease.tryAcquire("experiments:repair", properties.repairEvery())) {
            repair();
        }
    }
}
