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
 * Recovers outcomes that a killed replica did not write: compares each impression within the attribution window with
 * what the graph shows between the two users, and writes what is missing. One replica does it for all; outcomes already
 * stored stay as they are.
 */
@Component
class Repair extends BackgroundLoop {

    private static final int BATCH_SIZE = 500;

    private final RunningExperiments running;
    private final RepairRepository repository;
    private final JournalRepository journal;
    private final ReplicaLease lease;
    private final ExperimentProperties properties;
    private final InstantSource clock;

    Repair(
            RunningExperiments running,
            RepairRepository repository,
            JournalRepository journal,
            ReplicaLease lease,
            ExperimentProperties properties,
            InstantSource clock) {
        super("experiments-repair", "Lost outcomes of experiments were not recovered; the next run tries again");
        this.running = running;
        this.repository = repository;
        this.journal = journal;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    /** Repairs the journals of all experiments that count outcomes. */
    void repair() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Experiment experiment : running.counting()) {
            String last = "";
            while (true) {
                Traces found = repository.traces(
                        experiment.number(), last, now.minus(properties.attribution()), BATCH_SIZE, now);
                if (!found.entries().isEmpty()) {
                    journal.write(found.entries(), running.counting(), properties.attribution());
                }
                if (found.scanned() < BATCH_SIZE) {
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
