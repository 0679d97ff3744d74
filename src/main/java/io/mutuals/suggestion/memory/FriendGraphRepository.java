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

/** Reads friendships in bulk, for the graph in memory. */
@Repository
class FriendGraphRepository {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Reads one number that Neo4j keeps. */
    private static final Statement COUNT = new Statement("friendGraph.count", """
            MATCH ()-[friendship:FRIENDS_WITH]->()
            RETURN count(friendship) AS friendships
            """);

    /** Touches every user; how many relationships of a type a node has is written beside it. */
    private static final Statement DEGREES = new Statement("friendGraph.degrees", """
            MATCH (user:User)
            RETURN user.id AS id, COUNT { (user)-[:FRIENDS_WITH]-() } AS degree,
              COUNT { (user)-[:WAS_FRIENDS_WITH]-() } AS former
            """);

    /** Touches each friendship of the people in the range whose id is the smaller one of the two. */
    private static final Statement FRIENDSHIPS = new Statement("friendGraph.friendships", """
            MATCH (user:User)
            WHERE user.id >= $from AND user.id <= $to
            MATCH (user)-[friendship:FRIENDS_WITH]->(friend)
            RETURN user.id AS id, collect(friend.id) AS friends, collect(coalesce(friendship.since.epochSeconds, 0)) AS since
            """);

    /** Touches all friendships of the people named. */
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

    /** How many friendships there are. */
    long friendships() {
        return graph.read(COUNT, Map.of()).getFirst().get("friendships").asLong();
    }

    /** How many friends everybody has, and how many former ones, in no order. */
    void degrees(DegreeReader reader) {
        graph.stream(
                DEGREES,
                Map.of(),
                PATIENCE,
                row -> reader.read(
                        row.get("id").asLong(),
                        row.get("degree").asInt(),
                        row.get("former").asInt()));
    }

    /** All friendships whose smaller id is in a range, ends included, in no order. */
    void friendships(long from, long to, FriendshipReader reader) {
        graph.stream(FRIENDSHIPS, Map.of("from", from, "to", to), PATIENCE, row -> {
            long one = row.get("id").asLong();
            Value friends = row.get("friends");
            Value since = row.get("since");
            for (int at = 0; at < friends.size(); at++) {
                reader.read(one, friends.get(at).asLong(), seconds(since.get(at)));
            }
        });
    }

    /** The friends of each of these people; who is gone has none. */
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

    /** Is given how many friends a user has, and how many former ones. */
    @FunctionalInterface
    interface DegreeReader {
        void read(long id, int degree, int former);
    }

    /** Is given a friendship. */
    @FunctionalInterface
    interface FriendshipReader {
        void read(long one, long other, int since);
    }
}
