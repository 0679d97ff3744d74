package io.mutuals.suggestion.memory;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.friendgraph.FriendRow;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads friendships in bulk for the graph in memory. */
@Repository
class FriendGraphRepository {

    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    /** Reads one number from Neo4j's count store. */
    private static final Statement COUNT = new Statement("friendGraph.count", """
            MATCH ()-[friendship:FRIENDS_WITH]->()
            RETURN count(friendship) AS friendships
            """);

    /** Touches every user; Neo4j stores the number of relationships per type with each node. */
    private static final Statement DEGREES = new Statement("friendGraph.degrees", """
            MATCH (user:User)
            RETURN user.id AS id, COUNT { (user)-[:FRIENDS_WITH]-() } AS degree,
              COUNT { (user)-[:WAS_FRIENDS_WITH]-() } AS former
            """);

    /** Touches every friendship of the users in the range once, from its start node. */
    private static final Statement FRIENDSHIPS = new Statement("friendGraph.friendships", """
            MATCH (user:User)
            WHERE user.id >= $from AND user.id <= $to
            MATCH (user)-[friendship:FRIENDS_WITH]->(friend)
            RETURN user.id AS id, collect(friend.id) AS friends, collect(coalesce(friendship.since.epochSeconds,
              0)) AS since
            """);

    /** Touches all friendships of the given users. */
    private static final Statement ROWS = new Statement("friendGraph.rows", """
            UNWIND $people AS id
            OPTIONAL MATCH (user:User {id: id})
            OPTIONAL MATCH (user)-[friendship:FRIENDS_WITH]-(friend)
            WITH id, COUNT { (user)-[:WAS_FRIENDS_WITH]-() } AS former,
              [row IN collect([friend.id, coalesce(friendship.since.epochSeconds, 0)]) WHERE row[0] IS NOT NULL] AS rows
            RETURN id, former, [row IN rows | row[0]] AS friends, [row IN rows | row[1]] AS since
            """);

    private final Graph graph;

    FriendGraphRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the number of friendships. */
    long friendships() {
        return graph.read(COUNT, Map.of()).getFirst().get("friendships").asLong();
    }

    /** Reads the numbers of friends and former friends of all users, in no particular order. */
    void degrees(DegreeReader reader) {
        graph.stream(
                DEGREES,
                Map.of(),
                TIMEOUT,
                row -> reader.read(
                        row.get("id").asLong(),
                        row.get("degree").asInt(),
                        row.get("former").asInt()));
    }

    /**
     * Reads all friendships whose relationship starts at a user with an id in {@code [from, to]}, in no particular
     * order.
     */
    void friendships(long from, long to, FriendshipReader reader) {
        graph.stream(FRIENDSHIPS, Map.of("from", from, "to", to), TIMEOUT, row -> {
            long one = row.get("id").asLong();
            Value friends = row.get("friends");
            Value since = row.get("since");
            for (int at = 0; at < friends.size(); at++) {
                reader.read(one, friends.get(at).asLong(), seconds(since.get(at)));
            }
        });
    }

    /** Returns the friends of each of these users, one row each; users who do not exist have none. One statement. */
    List<FriendRow> rows(Collection<Long> people) {
        return graph.read(ROWS, Map.of("people", people)).stream()
                .map(FriendGraphRepository::row)
                .toList();
    }

    private static FriendRow row(Record row) {
        List<Long> friends = row.get("friends").asList(Value::asLong);
        List<Integer> since = row.get("since").asList(FriendGraphRepository::seconds);
        return new FriendRow(
                row.get("id").asLong(),
                friends.stream().mapToLong(Long::longValue).toArray(),
                since.stream().mapToInt(Integer::intValue).toArray(),
                row.get("former").asInt());
    }

    private static int seconds(Value epochSeconds) {
        return Math.clamp(epochSeconds.asLong(), 0, Integer.MAX_VALUE);
    }

    /** Receives the numbers of friends and former friends of a user. */
    @FunctionalInterface
    interface DegreeReader {
        void read(long id, int degree, int former);
    }

    /** Receives a friendship; {@code since} is in seconds since the epoch, 0 if unknown. */
    @FunctionalInterface
    interface FriendshipReader {
        void read(long one, long other, int since);
    }
}
