package io.mutuals.changelog;

import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.ReplicaLease;
import org.springframework.stereotype.Component;

/** Deletes changes in the background once they are older than they are kept. */
@Component
class ChangeRetention extends RetentionLoop {

    private static final int BATCH_SIZE = 1_000;

    private final ChangeLog log;
    private final ChangeLogProperties properties;

    ChangeRetention(ChangeLog log, ReplicaLease lease, ChangeLogProperties properties) {
        super(
                "changelog-forget",
                "Old changes could not be deleted; it is tried again at the next interval",
                lease,
                "changelog:forget",
                properties.forgetEvery());
        this.log = log;
        this.properties = properties;
    }

    @Override
    protected boolean deleteBatch() {
        return log.forget(properties.kept(), BATCH_SIZE) == BATCH_SIZE;
    }
}
