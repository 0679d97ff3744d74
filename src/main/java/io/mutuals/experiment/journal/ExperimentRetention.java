package io.mutuals.experiment.journal;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Deletes what experiments have counted that ended long ago, since it tells who was shown whom; the experiments and their audit trails stay.
 * One replica does it for all, some rows at a time.
 */
@Component
class ExperimentRetention extends BackgroundLoop {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int TOGETHER = 1_000;

    /** Touches the experiments that ended, and {@code $most} rows of theirs. */
    static final Statement FORGET = new Statement("experiments.forget", """
            MATCH (ended:Experiment)
            WHERE ended.endedAt < $before
            CALL (ended) {
              MATCH (row:Exposure {experiment: ended.id})
              RETURN row
              UNION ALL
              MATCH (row:Outcome {experiment: ended.id})
              RETURN row
              UNION ALL
              MATCH (row:Exploration {experiment: ended.id})
              RETURN row
            }
            WITH row
            LIMIT $most
            DELETE row
            RETURN count(*) AS found
            """);

    private final Graph graph;
    private final ReplicaLease lease;
    private final ExperimentProperties properties;
    private final InstantSource clock;

    ExperimentRetention(Graph graph, ReplicaLease lease, ExperimentProperties properties, InstantSource clock) {
        super("experiments-forget", "Old rows of experiments were not deleted; it is tried again");
        this.graph = graph;
        this.lease = lease;
        this.properties = properties;
        this.clock = clock;
    }

    /** Deletes all that has been kept for long enough. */
    void forget() {
        Map<String, Object> parameters =
                Map.of("before", Times.parameter(clock.instant().minus(properties.kept())), "most", TOGETHER);
        int found = TOGETHER;
        while (found == TOGETHER && !Thread.currentThread().isInterrupted()) {
            found = graph.write("experiments.forget", transaction -> transaction.run(FORGET, parameters))
                    .getFirst()
                    .get("found")
                    .asInt();
        }
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(EVERY);
        if (lease.tryAcquire("experiments:forget", EVERY)) {
            forget();
        }
    }
}
