package io.mutuals.background;

import io.mutuals.cache.ReplicaLease;
import java.time.Duration;

/**
 * Deletes, at an interval and in batches, what has been kept long enough. One replica does it for all; two that do it
 * at the same time do no harm.
 */
public abstract class RetentionLoop extends BackgroundLoop {

    private final ReplicaLease lease;
    private final String work;
    private final Duration every;

    /**
     * @param name name of the thread
     * @param consequence log message for a failed deletion: what the failure means for users
     * @param work name of the lease, starting with the name of the feature, such as {@code changelog:forget}
     * @param every interval of the deletions; the first is one interval after the start
     */
    protected RetentionLoop(String name, String consequence, ReplicaLease lease, String work, Duration every) {
        super(name, consequence);
        this.lease = lease;
        this.work = work;
        this.every = every;
    }

    /** Deletes one batch of what has been kept long enough; returns whether there may be more. */
    protected abstract boolean deleteBatch();

    /** Deletes everything that has been kept long enough, until it is done or the thread is interrupted. */
    public final void deleteAll() {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = deleteBatch();
        }
    }

    /**
     * Deletes everything that has been kept long enough, unless another replica did within the interval; returns
     * whether this one did.
     */
    public final boolean deleteAllForReplicas() {
        if (!lease.tryAcquire(work, every)) {
            return false;
        }
        deleteAll();
        return true;
    }

    @Override
    protected final void step() throws InterruptedException {
        Thread.sleep(every);
        deleteAllForReplicas();
    }
}
