package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.user.Visibility;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** PLACEHOLDER until merged. */
@Repository
class SuggestionRepository {
    private static final Statement RANK = new Statement("suggestions.rank", """
            %1$s
            CALL (viewer) {
              MATCH (viewer)-[:FRIENDS_WITH]-(friend)
              WITH viewer, friend, COUNT { (friend)-[:FRIENDS_WITH]-() } AS degree
              WITH viewer, friend, degree, toInteger(round(1e9 / log(CASE WHEN degree < 2 THEN 2 ELSE degree END))) AS weight
              MATCH (friend)-[:FRIENDS_WITH]-(candidate)
              WHERE candidate <> viewer AND NOT EXISTS { (viewer)-[:FRIENDS_WITH]-(candidate) }
              WITH candidate, sum(weight) AS score, count(*) AS mutual, min(degree) AS fewest
              WHERE mutual > 1 OR fewest <= $lone
              WITH candidate, score, mutual
              ORDER BY score DESC, candidate.id
              LIMIT $places
              RETURN collect([candidate.id, score / 1e9, mutual]) AS ranking
            }
            RETURN key.index AS index, ranking
            """.formatted(Visibility.FOR_EACH_KEY));
    private final Graph graph;
    private final SuggestionProperties properties;
    SuggestionRepository(Graph graph, SuggestionProperties properties) { this.graph = graph; this.properties = properties; }
    Map<Long, List<FriendsOfFriends.Found>> rank(Collection<Long> viewers) {
        return graph.readByKey(RANK, viewers, viewer -> Map.of("viewer", viewer), Map.of("places", 300, "lone", properties.loneFriendLimit()),
                (viewer, row) -> row.get("ranking").asList(p -> new FriendsOfFriends.Found(p.get(0).asLong(), p.get(1).asDouble(), p.get(2).asInt())));
    }
}
