package io.mutuals.suggestion.feedback;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import org.springframework.stereotype.Component;

/**
 * Forgets who was shown whom when it lies too far back, a few pairs at a time. One replica does it for all; two that do it at once are in
 * nobody's way.
 */
@Component
class ImpressionRetention extends BackgroundLoop {

    /** So many pairs are locked for a few hundredths of a second at most. */
    static final int TOGETHER = 200;

    private final ImpressionRepository repository;
    private final ReplicaLease lease;
    private final FeedbackProperties properties;

    ImpressionRetention(ImpressionRepository repository, ReplicaLease lease, FeedbackProperties properties) {
        super("suggestions-forget", "Old impressions were not forgotten; it is tried again");
        this.repository = repository;
        this.lease = lease;
        this.properties = properties;
    }

    /** Forgets all that is old, unless another replica has seen to it of late; returns whether this one did. */
    boolean forget() {
        if (!lease.tryAcquire("suggestions:forget", properties.forgetEvery())) {
            return false;
        }
        int found = TOGETHER;
        while (found == TOGETHER && !Thread.currentThread().isInterrupted()) {
            found = repository.forget(TOGETHER);
        }
        return true;
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.forgetEvery());
        forget();
    }
}
