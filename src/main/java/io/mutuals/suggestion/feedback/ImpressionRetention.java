package io.mutuals.suggestion.feedback;

import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.ReplicaLease;
import org.springframework.stereotype.Component;

/** Deletes impressions in the background once they are older than they are kept, a batch of pairs at a time. */
@Component
class ImpressionRetention extends RetentionLoop {

    /** Small enough that the pairs are locked for a few hundredths of a second at most. */
    static final int BATCH_SIZE = 200;

    private final ImpressionRepository repository;

    ImpressionRetention(ImpressionRepository repository, ReplicaLease lease, FeedbackProperties properties) {
        super(
                "suggestions-forget",
                "Old impressions could not be deleted; it is tried again at the next interval",
                lease,
                "suggestions:forget",
                properties.forgetEvery());
        this.repository = repository;
    }

    @Override
    protected boolean deleteBatch() {
        return repository.forget(BATCH_SIZE) == BATCH_SIZE;
    }
}
