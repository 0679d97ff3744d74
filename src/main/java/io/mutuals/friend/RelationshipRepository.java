package io.mutuals.friend;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.graph.Times;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads what people are to a viewer. */
@Repository
class RelationshipRepository {

    private static final Statement BETWEEN =
            new Statement("relationships.between", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            OPTIONAL MATCH (viewer)-[f:FRIENDS_WITH]-(user)
            OPTIONAL MATCH (viewer)-[sent:REQUESTED]->(user)
            OPTIONAL MATCH (viewer)<-[received:REQUESTED]-(user)
            RETURN key.index AS index, f.since AS since, %s AS user,
              CASE WHEN sent IS NOT NULL THEN sent {.at, .message} END AS sent,
              CASE WHEN received IS NOT NULL THEN received {.at, .message} END AS received
            """.formatted(User.projection("user")));

    private final Graph graph;

    RelationshipRepository(Graph graph) {
        this.graph = graph;
    }

    /** One answer for each key of two users that exist; touches what lies between the two. */
    Map<UserKey, Relationship> between(Set<UserKey> keys) {
        return graph.readByKey(
                BETWEEN,
                keys,
                key -> Map.of("viewer", key.viewer(), "user", key.user()),
                Map.of(),
                RelationshipRepository::relationship);
    }

    private static Relationship relationship(UserKey key, Record row) {
        User user = User.from(row.get("user"));
        FriendRequest received = request(FriendRequestDirection.INCOMING, user, row.get("received"));
        FriendRequest sent = request(FriendRequestDirection.OUTGOING, user, row.get("sent"));
        return new Relationship(key, Times.instantOrNull(row.get("since")), received != null ? received : sent);
    }

    private static @Nullable FriendRequest request(FriendRequestDirection direction, User user, Value found) {
        if (found.isNull()) {
            return null;
        }
        return new FriendRequest(
                direction,
                user,
                Times.instant(found.get("at")),
                found.get("message").asString(null));
    }
}
