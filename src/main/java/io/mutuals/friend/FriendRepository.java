package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.friend.FriendsKey.Place;
import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.graph.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Reads lists of friends. */
@Repository
class FriendRepository {

    private static final Statement BY_TIME = page(
            "friends.recent",
            "f.since < key.since OR (f.since = key.since AND friend.id > key.number)",
            "f.since DESC, friend.id");

    private static final Statement BY_NAME = page(
            "friends.name",
            "toLower(friend.displayName) > key.name"
                    + " OR (toLower(friend.displayName) = key.name AND friend.id > key.number)",
            "toLower(friend.displayName), friend.id");

    private final Graph graph;

    FriendRepository(Graph graph) {
        this.graph = graph;
    }

    private static Statement page(String name, String after, String order) {
        return new Statement(
                name, """
                UNWIND $keys AS key
                MATCH (viewer:User {id: key.viewer})
                MATCH (owner:User {id: key.owner})
                CALL (viewer, owner, key) {
                  MATCH (owner)-[f:FRIENDS_WITH]-(friend:User)
                  WHERE (key.number IS NULL OR %1$s)
                    AND %2$s
                  WITH f, friend
                  ORDER BY %3$s
                  LIMIT $limit
                  RETURN collect({since: f.since, name: toLower(friend.displayName), user: %4$s}) AS friends
                }
                RETURN key.index AS index, friends,
                  CASE WHEN key.counted THEN COUNT {
                    MATCH (owner)-[:FRIENDS_WITH]-(friend:User)
                    WHERE %2$s
                  } END AS total
                """.formatted(after, Visibility.maySee("viewer", "friend"), order, User.projection("friend")));
    }

    /** One page for each key; touches every friendship of the owner, and one statement serves all keys of an order. */
    Map<FriendsKey, Connection<User, FriendEdge>> friends(Set<FriendsKey> keys) {
        Map<FriendsKey, Connection<User, FriendEdge>> pages = new HashMap<>();
        for (FriendOrder order : FriendOrder.values()) {
            List<FriendsKey> ordered =
                    keys.stream().filter(key -> key.order() == order).toList();
            if (!ordered.isEmpty()) {
                pages.putAll(friends(order, ordered));
            }
        }
        return pages;
    }

    private Map<FriendsKey, Connection<User, FriendEdge>> friends(FriendOrder order, List<FriendsKey> keys) {
        int limit = keys.stream().mapToInt(FriendsKey::first).max().orElseThrow() + 1;
        Statement page = switch (order) {
            case RECENT -> BY_TIME;
            case NAME -> BY_NAME;
        };
        return graph.readByKey(page, keys, FriendRepository::row, Map.of("limit", limit), FriendRepository::page);
    }

    private static Map<String, @Nullable Object> row(FriendsKey key) {
        Place after = key.after();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer());
        row.put("owner", key.owner());
        row.put("counted", key.counted());
        row.put("since", after == null ? null : Times.parameter(after.since()));
        row.put("name", after == null ? null : after.name());
        row.put("number", after == null ? null : after.number());
        return row;
    }

    private static Connection<User, FriendEdge> page(FriendsKey key, Record row) {
        List<FriendEdge> edges = row.get("friends").asList(friend -> {
            User user = User.from(friend.get("user"));
            var since = Times.instant(friend.get("since"));
            return new FriendEdge(
                    Place.write(key.order(), since, friend.get("name").asString(), user.number()), user, since);
        });
        Long total = row.get("total").isNull() ? null : row.get("total").asLong();
        return Connection.forward(edges, key.first(), key.after() != null, total);
    }
}
