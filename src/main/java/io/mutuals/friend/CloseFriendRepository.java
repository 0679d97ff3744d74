package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.MemoryProperties;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads and changes lists of close friends: {@code (owner)-[:CLOSE_FRIEND {at}]->(friend)}. What ends a friendship
 * deletes this relationship in both directions. It is read for its owner only, and by the rules of audiences.
 */
@Repository
class CloseFriendRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "closeFriends";

    private static final Statement PAGE = new Statement(
            "closeFriends.page",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            CALL (viewer, key) {
              MATCH (viewer)-[close:CLOSE_FRIEND]->(friend:User)
              WHERE {isPresent}
                AND (key.number IS NULL OR close.at < key.at OR (close.at = key.at AND friend.id > key.number))
              WITH close, friend
              ORDER BY close.at DESC, friend.id
              LIMIT $limit
              RETURN collect({at: close.at, user: {friend}}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (viewer)-[:CLOSE_FRIEND]->(friend:User)
                WHERE {isPresent}
              } END AS total
            """).with("isPresent", Visibility.isPresent("friend")).with("friend", User.projection("friend")));

    private static final Statement IS_CLOSE = new Statement("closeFriends.isClose", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, EXISTS { (viewer)-[:CLOSE_FRIEND]->(user) } AS isClose
            """);

    private static final Statement ADD = new Statement("closeFriends.add", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            MERGE (viewer)-[close:CLOSE_FRIEND]->(user)
            ON CREATE SET close.at = $at
            """);

    private static final Statement REMOVE = new Statement("closeFriends.remove", """
            MATCH (viewer:User {id: $viewer})-[close:CLOSE_FRIEND]->(user:User {id: $user})
            DELETE close
            """);

    private static final Statement LISTS = new Statement("memory.closeFriends", """
            UNWIND $keys AS key
            MATCH (owner:User {id: key.owner})
            WITH key, owner, COUNT { (owner)-[:CLOSE_FRIEND]->() } AS length
            RETURN key.index AS index, length > $most AS tooLong,
              CASE WHEN length <= $most THEN COLLECT { MATCH (owner)-[:CLOSE_FRIEND]->(friend) RETURN friend.id } END
                AS friends
            """);

    private final Graph graph;
    private final int maxFriends;
    private final Pages pages;

    CloseFriendRepository(Graph graph, Pages pages, MemoryProperties properties) {
        this.graph = graph;
        this.pages = pages;
        this.maxFriends = properties.maxFriends();
    }

    /** Returns a page for each key; touches every close friend of the viewer. */
    Map<CloseFriendsKey, Connection<User, Edge.Plain<User>>> page(Set<CloseFriendsKey> keys) {
        return pages.read(PAGE, keys, key -> Map.of("viewer", key.viewer()), CloseFriendRepository::edge);
    }

    private static Edge.Plain<User> edge(CloseFriendsKey key, Value found) {
        User user = User.from(found.get("user"));
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("at")), user.number()).in(LIST), user);
    }

    /** Returns whether each user is a close friend of the viewer; looks up one relationship for each key. */
    Map<UserKey, Boolean> isClose(Set<UserKey> keys) {
        return graph.readByKey(
                IS_CLOSE,
                keys,
                UserKey::parameters,
                Map.of(),
                (key, row) -> row.get("isClose").asBoolean());
    }

    /**
     * Returns the close friends of each id, empty for those that memory does not hold; touches every one of the others.
     * A user who does not exist has none.
     */
    Map<Long, Optional<IdSet>> lists(Set<Long> owners) {
        return graph.readByKey(
                LISTS,
                owners,
                owner -> Map.of("owner", owner),
                Map.of("most", maxFriends),
                (owner, row) -> row.get("tooLong").asBoolean()
                        ? Optional.empty()
                        : Optional.of(new IdSet(row.get("friends").asList(Value::asLong))),
                owner -> Optional.of(IdSet.NONE));
    }

    /** Adds the user, a friend, to the viewer's list. Keeps the time of an addition before. Both must be locked. */
    void add(Graph.Transaction transaction, UserKey between, Instant at) {
        Map<String, Object> parameters = new HashMap<>(between.parameters());
        parameters.put("at", Times.parameter(at));
        transaction.run(ADD, parameters);
    }

    /** Removes the user from the viewer's list. Both must be locked. */
    void remove(Graph.Transaction transaction, UserKey between) {
        transaction.run(REMOVE, between.parameters());
    }
}
