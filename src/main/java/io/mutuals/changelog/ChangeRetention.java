package io.mutuals.changelog;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import org.springframework.stereotype.Component;

/**
 * Deletes changes in the background once they are older than they are kept. One replica does it for all; two that do it
 * at the same time do no harm.
 */
@Component
class ChangeRetention extends BackgroundLoop {

    private static final int BATCH_SIZE = 1_000;

    private final ChangeLog log;
    private final ReplicaLease lease;
    private final ChangeLogProperties properties;

    ChangeRetention(ChangeLog log, ReplicaLease lease, ChangeLogProperties properties) {
        super("changelog-forget", "Old changes could not be deleted; it is tried again at the next interval");
        this.log = log;
        this.lease = lease;
        this.properties = properties;
    }

    /** Deletes all old changes, unless another replica did within the interval; returns whether this one did. */
    boolean forget() {
        if (!lease.tryAcquire("changelog:forget", properties.forgetEvery())) {
            return false;
        }
        int forgotten = BATCH_SIZE;
        while (forgotten == BATCH_SIZE && !Thread.currentThread().isInterrupted()) {
            forgotten = log.forget(properties.kept(), BATCH_SIZE);
        }
        return true;
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.forgetEvery());
        forget();
    }
}
