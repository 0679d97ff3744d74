package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Reads what a viewer and a user have in common: friends, and the way between the two.
 *
 * <p>Every mutual friend is a friend of the viewer, and a block ends a friendship; so whom the viewer shares with somebody the
 * viewer may also see.
 */
@Repository
class MutualFriendRepository {

    private static final String MUTUAL = """
            MATCH (viewer)-[:FRIENDS_WITH]-(friend:User)
            WHERE viewer <> user
              AND EXISTS { (friend)-[:FRIENDS_WITH]-(user) }""";

    private static final Statement PAGE =
            new Statement("mutualFriends.page", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            CALL (viewer, user, key) {
              %1$s
                AND (key.number IS NULL OR toLower(friend.displayName) > key.name
                  OR (toLower(friend.displayName) = key.name AND friend.id > key.number))
              WITH friend
              ORDER BY toLower(friend.displayName), friend.id
              LIMIT $limit
              RETURN collect({name: toLower(friend.displayName), user: %2$s}) AS friends
            }
            RETURN key.index AS index, friends, CASE WHEN key.counted THEN COUNT { %1$s } END AS total
            """.formatted(MUTUAL, User.projection("friend")));

    private static final Statement COUNT = new Statement("mutualFriends.count", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, COUNT { %s } AS total
            """.formatted(MUTUAL));

    private static final Statement PATH = new Statement(
            "friends.path", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            WHERE viewer <> user
            CALL (viewer, user) {
              MATCH path = ANY SHORTEST (viewer)
                (()-[:FRIENDS_WITH]-(step:User WHERE %s)){1,3} (user)
              RETURN [person IN nodes(path) | %s] AS people
            }
            RETURN key.index AS index, people
            """.formatted(Visibility.maySee("viewer", "step"), User.projection("person")));

    private final Graph graph;

    MutualFriendRepository(Graph graph) {
        this.graph = graph;
    }

    /** One page for each key; touches every friendship of the viewer once for each key. */
    Map<MutualFriendsKey, Connection<User, Edge.Plain<User>>> page(Set<MutualFriendsKey> keys) {
        int limit = keys.stream().mapToInt(MutualFriendsKey::first).max().orElseThrow() + 1;
        return graph.readByKey(
                PAGE, keys, MutualFriendRepository::row, Map.of("limit", limit), MutualFriendRepository::connection);
    }

    /** How many there are; touches every friendship of the viewer once for each key. */
    Map<UserKey, Integer> count(Set<UserKey> keys) {
        return graph.readByKey(
                COUNT,
                keys,
                key -> Map.of("viewer", key.viewer(), "user", key.user()),
                Map.of(),
                (key, row) -> row.get("total").asInt());
    }

    /** A shortest way over at most three friendships, both ends included; no answer for a key without one. */
    Map<UserKey, List<User>> path(Set<UserKey> keys) {
        return graph.readByKey(
                PATH,
                keys,
                key -> Map.of("viewer", key.viewer(), "user", key.user()),
                Map.of(),
                (key, row) -> row.get("people").asList(User::from));
    }

    private static Map<String, @Nullable Object> row(MutualFriendsKey key) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer());
        row.put("user", key.user());
        row.put("counted", key.counted());
        row.put("name", key.after() == null ? null : key.after().name());
        row.put("number", key.after() == null ? null : key.after().number());
        return row;
    }

    private static Connection<User, Edge.Plain<User>> connection(MutualFriendsKey key, Record row) {
        List<Edge.Plain<User>> edges = row.get("friends").asList(found -> {
            User user = User.from(found.get("user"));
            String cursor = new MutualFriendsKey.Place(found.get("name").asString(), user.number()).write();
            return new Edge.Plain<>(cursor, user);
        });
        Long total = row.get("total").isNull() ? null : row.get("total").asLong();
        return Connection.forward(edges, key.first(), key.after() != null, total);
    }
}
