package io.mutuals.cli;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.evaluation.Progress;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Repository;

/** Streams all friendships from Neo4j, for commands that work on the whole graph. */
@Repository
public class FriendshipStream {

    private static final int ROWS_PER_REPORT = 1 << 16;
    private static final Duration TIMEOUT = Duration.ofMinutes(30);

    /** Touches every user with friends and every friendship once. */
    private static final Statement ALL = new Statement("friendships.all", """
            MATCH (one:User)-[friendship:FRIENDS_WITH]->(other:User)
            RETURN one.id AS one, other.id AS other, coalesce(friendship.since.epochSeconds, 0) AS since
            """);

    private final Graph graph;

    FriendshipStream(Graph graph) {
        this.graph = graph;
    }

    /**
     * Loads all users with friends and their friendships, with the second in which each began. As on the server, a time
     * before 1970 counts as unknown, and one after 2038 as 2038.
     */
    public FriendGraph graph(Progress progress) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        AtomicLong read = new AtomicLong();
        graph.stream(ALL, Map.of(), TIMEOUT, row -> {
            builder.friendship(
                    row.get("one").asLong(),
                    row.get("other").asLong(),
                    Math.clamp(row.get("since").asLong(), 0, Integer.MAX_VALUE));
            if (read.incrementAndGet() % ROWS_PER_REPORT == 0) {
                progress.at("Reading Neo4j", read.get(), 0);
            }
        });
        progress.at("Reading Neo4j", read.get(), read.get());
        return builder.build();
    }
}
