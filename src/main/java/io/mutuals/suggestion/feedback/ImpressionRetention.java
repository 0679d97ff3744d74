package io.mutuals.suggestion.feedback;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import org.springframework.stereotype.Component;

/**
 * Deletes impressions in the background once they are older than they are kept, a batch of pairs at a time. One replica
 * does it for all; two that do it at the same time do no harm.
 */
@Component
class ImpressionRetention extends BackgroundLoop {

    /** Small enough that the pairs are locked for a few hundredths of a second at most. */
    static final int BATCH_SIZE = 200;

    private final ImpressionRepository repository;
    private final ReplicaLease lease;
    private final FeedbackProperties properties;

    ImpressionRetention(ImpressionRepository repository, ReplicaLease lease, FeedbackProperties properties) {
        super("suggestions-forget", "Old impressions could not be deleted; it is tried again at the next interval");
        this.repository = repository;
        this.lease = lease;
        this.properties = properties;
    }

    /** Deletes all old impressions, unless another replica did within the interval; returns whether this one did. */
    boolean forget() {
        if (!lease.tryAcquire("suggestions:forget", properties.forgetEvery())) {
            return false;
        }
        int found = BATCH_SIZE;
        while (found == BATCH_SIZE && !Thread.currentThread().isInterrupted()) {
            found = repository.forget(BATCH_SIZE);
        }
        return true;
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.forgetEvery());
        forget();
    }
}
