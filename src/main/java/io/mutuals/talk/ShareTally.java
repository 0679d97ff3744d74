package io.mutuals.talk;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Counts shares when they are a day old. One replica does it for all; two at the same time do no harm. */
@Component
class ShareTally extends BackgroundLoop {

    /** Longer than a transaction takes that may still store an answer to a share. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final int BATCH_SIZE = 500;

    private final ShareFunnelRepository repository;
    private final ReplicaLease lease;
    private final TalkProperties properties;
    private final InstantSource clock;

    ShareTally(ShareFunnelRepository repository, ReplicaLease lease, TalkProperties properties, InstantSource clock) {
        super("share-tally", "Shares were not counted; the next run counts them");
        this.repository = repository;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    /** Counts all shares whose day is over. */
    void tallyAll() {
        Instant before = clock.instant().minus(SLACK);
        int tallied = BATCH_SIZE;
        while (tallied == BATCH_SIZE && !Thread.currentThread().isInterrupted()) {
            tallied = repository.tally(before, BATCH_SIZE);
        }
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(properties.tallyEvery());
        if (lease.tryAcquire("talk:tally", properties.tallyEvery())) {
            tallyAll();
        }
    }
}
