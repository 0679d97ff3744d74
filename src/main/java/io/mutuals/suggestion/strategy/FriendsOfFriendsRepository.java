package io.mutuals.suggestion.strategy;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.friendgraph.AdamicAdar;
import io.mutuals.suggestion.strategy.FriendsOfFriends.FriendOfFriend;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Ranks friends of friends in Neo4j; the reference for the ranking in memory. */
@Repository
class FriendsOfFriendsRepository {

    /**
     * Adamic-Adar: the sum over common friends of 1 / ln(max(degree, 2)) (Adamic &amp; Adar, "Friends and neighbors on
     * the Web", 2003). Weights are integers in billionths, so the order of summation cannot decide a tie; ties are
     * ordered by ascending id. Touches every friend of every friend who is not a hub.
     */
    private static final Statement RANK =
            new Statement("friendsOfFriends.rank", Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            CALL (viewer) {
              MATCH (viewer)-[:FRIENDS_WITH]-(friend)
              WITH viewer, friend, COUNT { (friend)-[:FRIENDS_WITH]-() } AS degree,
                COUNT { (friend)-[:FRIENDS_WITH|WAS_FRIENDS_WITH]-() } AS ever
              WHERE degree <= $hubLimit
              WITH viewer, friend, ever, {weight} AS weight
              MATCH (friend)-[:FRIENDS_WITH]-(candidate)
              WITH viewer, candidate, sum(weight) AS score, count(*) AS common, min(ever) AS fewest
              WHERE candidate <> viewer
                AND (common > 1 OR fewest <= $loneFriendLimit)
                AND NOT EXISTS { (viewer)-[:FRIENDS_WITH]-(candidate) }
              WITH candidate.id AS id, score, common
              ORDER BY score DESC, id
              LIMIT $limit
              RETURN collect([id, score, common]) AS ranking
            }
            RETURN key.index AS index, ranking
            """).with("weight", AdamicAdar.weight("degree")));

    private final Graph graph;

    FriendsOfFriendsRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the best {@code limit} friends of friends of each viewer, best first. Users who may not be suggested are
     * not excluded here. One statement.
     */
    Map<Long, List<FriendOfFriend>> rank(Collection<Long> viewers, int limit, int hubLimit, int loneFriendLimit) {
        return graph.readByKey(
                RANK,
                viewers,
                viewer -> Map.of("viewer", viewer),
                Map.of("limit", limit, "hubLimit", hubLimit, "loneFriendLimit", loneFriendLimit),
                (viewer, row) -> row.get("ranking")
                        .asList(found -> new FriendOfFriend(
                                found.get(0).asLong(),
                                found.get(1).asLong() / AdamicAdar.UNITS_PER_POINT,
                                found.get(2).asInt())));
    }
}
