package io.mutuals.experiment.design;

import io.mutuals.api.Ids;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Numbers the changes of all experiments on a single node, which is also the lock that serialises them. */
@Repository
public class Revisions {

    private static final Statement LOCK = new Statement("experiments.lock", """
            MERGE (revision:ExperimentRevision {id: 'experiments'})
            SET revision.number = $number
            """);

    private static final Statement CURRENT = new Statement("experiments.revision", """
            OPTIONAL MATCH (revision:ExperimentRevision {id: 'experiments'})
            RETURN coalesce(revision.number, 0) AS number
            """);

    private final Graph graph;
    private final Ids ids;

    Revisions(Graph graph, Ids ids) {
        this.graph = graph;
        this.ids = ids;
    }

    /**
     * Acquires the lock, waiting for other changes to commit, and gives this change a unique number. The lock is held
     * until the transaction ends.
     */
    public void lock(Graph.Transaction transaction) {
        transaction.run(LOCK, Map.of("number", ids.next()));
    }

    /** The number of the last change, 0 before the first. Touches one row. */
    public long current() {
        return graph.read(CURRENT, Map.of()).getFirst().get("number").asLong();
    }
}
