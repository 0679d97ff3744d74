package io.mutuals.contact;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.limit.FixedWindow;
import io.mutuals.memory.IdSet;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Stores the matches of address books: {@code (:User)-[:REACHABLE_AT]->(:ContactHash)} for the verified addresses of
 * members, and {@code (:User)-[:KNOWS]->(:User)} for entries of an address book that were members at the time of the
 * sync. Nothing is stored about other people.
 */
@Repository
class ContactRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "contacts";

    private static final Statement MATCHES = new Statement(
            "contacts.matches",
            Cypher.of("""
            {forEachKey}
            CALL (viewer, hidden, key) {
              MATCH (viewer)-[:KNOWS]->(user:User)
              WHERE EXISTS { (user)-[:KNOWS]->(viewer) } AND {maySee}
                AND (key.number IS NULL OR toLower(user.displayName) > key.name
                  OR (toLower(user.displayName) = key.name AND user.id > key.number))
              WITH user
              ORDER BY toLower(user.displayName), user.id
              LIMIT $limit
              RETURN collect({name: toLower(user.displayName), user: {user}}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (viewer)-[:KNOWS]->(user:User)
                WHERE EXISTS { (user)-[:KNOWS]->(viewer) } AND {maySee}
              } END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private static final Statement STATUS = new Statement("contacts.status", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            RETURN key.index AS index, viewer.contactsSyncedAt AS syncedAt
            """);

    private static final Statement LOCK = new Statement("contacts.lock", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.locked = true
            RETURN viewer.contactDayBegan AS dayBegan, coalesce(viewer.contactSyncsThatDay, 0) AS thatDay
            """);

    private static final Statement DELETE = new Statement("contacts.delete", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.contactsSyncedAt = null
            WITH viewer
            CALL (viewer) {
              MATCH (viewer)-[address:REACHABLE_AT]->(hash:ContactHash)
              DELETE address
              WITH hash
              WHERE NOT EXISTS { (hash)<-[:REACHABLE_AT]-() }
              DELETE hash
            }
            CALL (viewer) {
              MATCH (viewer)-[known:KNOWS]->()
              DELETE known
            }
            """);

    private static final Statement DELETE_FROM_OTHERS = new Statement("contacts.deleteFromOthers", """
            MATCH (:User {id: $viewer})<-[known:KNOWS]-(other)
            WITH known, other.id AS other
            DELETE known
            RETURN other
            """);

    private static final Statement REPLACE = new Statement("contacts.replace", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.contactsSyncedAt = $now, viewer.contactDayBegan = $dayBegan,
              viewer.contactSyncsThatDay = $thatDay
            WITH viewer
            CALL (viewer) {
              UNWIND $own AS value
              MERGE (hash:ContactHash {value: value})
              MERGE (viewer)-[:REACHABLE_AT]->(hash)
            }
            CALL (viewer) {
              UNWIND $contacts AS value
              MATCH (:ContactHash {value: value})<-[:REACHABLE_AT]-(member:User)
              WHERE member <> viewer
              WITH DISTINCT viewer, member
              MERGE (viewer)-[:KNOWS]->(member)
            }
            """);

    private static final Statement KNOWN = new Statement("memory.contacts", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, COLLECT { MATCH (user)-[:KNOWS]->(other) RETURN other.id } AS known
            """);

    private final Graph graph;
    private final Pages pages;

    ContactRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** Returns a page for each key; touches every {@code KNOWS} relationship from the viewer. */
    Map<ContactMatchesKey, Connection<User, Edge.Plain<User>>> matches(Set<ContactMatchesKey> keys) {
        return pages.read(
                MATCHES, keys, key -> Map.of("viewer", key.viewer()), (ContactMatchesKey key, Value found) -> {
                    User user = User.from(found.get("user"));
                    return new Edge.Plain<>(
                            new KeysetPosition.ByName(found.get("name").asString(), user.number()).in(LIST), user);
                });
    }

    /** Returns the members in the address book of each id; touches each of them. A user who does not exist has none. */
    Map<Long, IdSet> known(Set<Long> users) {
        return graph.readByKey(
                KNOWN,
                users,
                user -> Map.of("user", user),
                Map.of(),
                (user, row) -> new IdSet(row.get("known").asList(id -> id.asLong())),
                user -> IdSet.NONE);
    }

    /** Returns the time of each viewer's latest sync; empty for a viewer who has not opted in. */
    Map<ContactStatusKey, Optional<Instant>> syncedAt(Set<ContactStatusKey> keys) {
        return graph.readByKey(
                STATUS,
                keys,
                key -> Map.of("viewer", key.viewer()),
                Map.of(),
                (key, row) -> Optional.ofNullable(Times.instantOrNull(row.get("syncedAt"))));
    }

    /**
     * Locks the viewer until the transaction ends, and returns their sync count of the current day; empty if there is
     * no such user.
     */
    Optional<FixedWindow> lock(Graph.Transaction transaction, long viewer) {
        return transaction.run(LOCK, Map.of("viewer", viewer)).stream()
                .findFirst()
                .map(row -> new FixedWindow(
                        Times.instantOrNull(row.get("dayBegan")),
                        row.get("thatDay").asInt()));
    }

    /** Replaces the stored address book of the viewer. */
    void replace(
            Graph.Transaction transaction,
            long viewer,
            Collection<String> own,
            Collection<String> contacts,
            FixedWindow day) {
        transaction.run(DELETE, Map.of("viewer", viewer));
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("viewer", viewer);
        parameters.put("own", own);
        parameters.put("contacts", contacts);
        parameters.put("dayBegan", Times.parameter(day.began()));
        parameters.put("thatDay", day.used());
        transaction.run(REPLACE, parameters);
    }

    /**
     * Deletes everything that was derived from the viewer's address book and addresses.
     *
     * @return the users who had the viewer in their address books
     */
    List<Long> delete(Graph.Transaction transaction, long viewer) {
        transaction.run(DELETE, Map.of("viewer", viewer));
        return transaction.run(DELETE_FROM_OTHERS, Map.of("viewer", viewer)).stream()
                .map(row -> row.get("other").asLong())
                .toList();
    }
}
