package io.mutuals.experiment.journal;

import io.mutuals.background.RetentionLoop;
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
 * Deletes the journal of experiments that ended longer ago than {@code mutuals.experiment.kept}, because it records who
 * was shown to which user. The experiments and their audit trails stay.
 */
@Component
class ExperimentRetention extends RetentionLoop {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int BATCH_SIZE = 1_000;

    /** Touches the experiments that ended, and {@code $most} of their journal rows. */
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
    private final ExperimentProperties properties;
    private final InstantSource clock;

    ExperimentRetention(Graph graph, ReplicaLease lease, ExperimentProperties properties, InstantSource clock) {
        super(
                "experiments-forget",
                "Old journal rows of experiments were not deleted; the next run tries again",
                lease,
                "experiments:forget",
                EVERY);
        this.graph = graph;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected boolean deleteBatch() {
        Map<String, Object> parameters =
                Map.of("before", Times.parameter(clock.instant().minus(properties.kept())), "most", BATCH_SIZE);
        return graph.write("experiments.forget", transaction -> transaction.run(FORGET, parameters))
                        .getFirst()
                        .get("found")
                        .asInt()
                == BATCH_SIZE;
    }
}
