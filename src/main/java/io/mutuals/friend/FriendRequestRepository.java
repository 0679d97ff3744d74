package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads lists of pending friend requests. */
@Repository
class FriendRequestRepository {

    private static final Statement RECEIVED = page("requests.received", "(viewer)<-[r:REQUESTED]-(other:User)");

    private static final Statement SENT = page("requests.sent", "(viewer)-[r:REQUESTED]->(other:User)");

    private final Pages pages;

    FriendRequestRepository(Pages pages) {
        this.pages = pages;
    }

    private static Statement page(String name, String pattern) {
        return new Statement(
                name,
                Cypher.of("""
                {forEachKey}
                CALL (viewer, hidden, key) {
                  MATCH {pattern}
                  WHERE (key.number IS NULL OR r.at < key.at OR (r.at = key.at AND other.id > key.number))
                    AND {maySee}
                  WITH r, other
                  ORDER BY r.at DESC, other.id
                  LIMIT $limit
                  RETURN collect({at: r.at, message: r.message, user: {other}}) AS page
                }
                RETURN key.index AS index, page,
                  CASE WHEN key.counted THEN COUNT {
                    MATCH {pattern}
                    WHERE {maySee}
                  } END AS total
                """)
                        .with("pattern", pattern)
                        .with("maySee", Visibility.maySee("other"))
                        .with("other", User.projection("other"))
                        .with("forEachKey", Visibility.FOR_EACH_KEY));
    }

    /** Returns a page for each key; touches every pending request of the viewer in that direction. */
    Map<FriendRequestsKey, Connection<FriendRequest, Edge.Plain<FriendRequest>>> requests(Set<FriendRequestsKey> keys) {
        Map<FriendRequestsKey, Connection<FriendRequest, Edge.Plain<FriendRequest>>> answers = new HashMap<>();
        for (FriendRequestDirection direction : FriendRequestDirection.values()) {
            List<FriendRequestsKey> directed =
                    keys.stream().filter(key -> key.direction() == direction).toList();
            if (!directed.isEmpty()) {
                Statement statement = switch (direction) {
                    case INCOMING -> RECEIVED;
                    case OUTGOING -> SENT;
                };
                answers.putAll(pages.read(
                        statement, directed, key -> Map.of("viewer", key.viewer()), FriendRequestRepository::edge));
            }
        }
        return answers;
    }

    private static Edge.Plain<FriendRequest> edge(FriendRequestsKey key, Value found) {
        FriendRequest request = new FriendRequest(
                key.direction(),
                User.from(found.get("user")),
                Times.instant(found.get("at")),
                found.get("message").asString(null));
        KeysetPosition position =
                new KeysetPosition.InTime(request.sentAt(), request.user().number());
        return new Edge.Plain<>(position.in(key.direction().list()), request);
    }
}
