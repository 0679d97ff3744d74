package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
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

/** Reads lists of pending friend requests. */
@Repository
class FriendRequestRepository {

    private static final Statement RECEIVED = page("requests.received", "(viewer)<-[r:REQUESTED]-(other:User)");

    private static final Statement SENT = page("requests.sent", "(viewer)-[r:REQUESTED]->(other:User)");

    private final Graph graph;

    FriendRequestRepository(Graph graph) {
        this.graph = graph;
    }

    private static Statement page(String name, String pattern) {
        return new Statement(
                name, """
                UNWIND $keys AS key
                MATCH (viewer:User {id: key.viewer})
                CALL (viewer, key) {
                  MATCH %1$s
                  WHERE (key.number IS NULL OR r.at < key.at OR (r.at = key.at AND other.id > key.number))
                    AND %2$s
                  WITH r, other
                  ORDER BY r.at DESC, other.id
                  LIMIT $limit
                  RETURN collect({at: r.at, message: r.message, user: %3$s}) AS requests
                }
                RETURN key.index AS index, requests,
                  CASE WHEN key.counted THEN COUNT {
                    MATCH %1$s
                    WHERE %2$s
                  } END AS total
                """.formatted(pattern, Visibility.maySee("viewer", "other"), User.projection("other")));
    }

    /** One page for each key; touches every pending request of the viewer in that direction. */
    Map<FriendRequestsKey, Connection<FriendRequest, Edge.Plain<FriendRequest>>> requests(Set<FriendRequestsKey> keys) {
        Map<FriendRequestsKey, Connection<FriendRequest, Edge.Plain<FriendRequest>>> pages = new HashMap<>();
        for (FriendRequestDirection direction : FriendRequestDirection.values()) {
            List<FriendRequestsKey> directed =
                    keys.stream().filter(key -> key.direction() == direction).toList();
            if (!directed.isEmpty()) {
                int limit = directed.stream()
                                .mapToInt(FriendRequestsKey::first)
                                .max()
                                .orElseThrow()
                        + 1;
                Statement page = switch (direction) {
                    case INCOMING -> RECEIVED;
                    case OUTGOING -> SENT;
                };
                pages.putAll(graph.readByKey(
                        page,
                        directed,
                        FriendRequestRepository::row,
                        Map.of("limit", limit),
                        FriendRequestRepository::page));
            }
        }
        return pages;
    }

    private static Map<String, @Nullable Object> row(FriendRequestsKey key) {
        FriendRequestsKey.Place after = key.after();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer());
        row.put("counted", key.counted());
        row.put("at", after == null ? null : Times.parameter(after.at()));
        row.put("number", after == null ? null : after.number());
        return row;
    }

    private static Connection<FriendRequest, Edge.Plain<FriendRequest>> page(FriendRequestsKey key, Record row) {
        List<Edge.Plain<FriendRequest>> edges = row.get("requests").asList(found -> {
            FriendRequest request = new FriendRequest(
                    key.direction(),
                    User.from(found.get("user")),
                    Times.instant(found.get("at")),
                    found.get("message").asString(null));
            String cursor =
                    new FriendRequestsKey.Place(request.sentAt(), request.user().number()).write(key.direction());
            return new Edge.Plain<>(cursor, request);
        });
        Long total = row.get("total").isNull() ? null : row.get("total").asLong();
        return Connection.forward(edges, key.first(), key.after() != null, total);
    }
}
