package io.mutuals.contact;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.limit.FixedWindow;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Keeps of address books what members have in common: {@code (:User)-[:REACHABLE_AT]->(:ContactHash)} for the members' own verified
 * addresses, and {@code (:User)-[:KNOWS]->(:User)} for those in an address book who were members then. Nothing of anybody else is kept.
 */
@Repository
class ContactRepository {

    /** How the list is called in its cursors. */
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
            SET viewer.lockedAt = $now
            RETURN viewer.contactDayBegan AS dayBegan, coalesce(viewer.contactSyncsThatDay, 0) AS thatDay
            """);

    private static final Statement FORGET = new Statement("contacts.forget", """
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

    private static final Statement FORGET_BY_OTHERS = new Statement("contacts.forgetByOthers", """
            MATCH (:User {id: $viewer})<-[known:KNOWS]-()
            DELETE known
            """);

    private static final Statement TAKE = new Statement("contacts.take", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.contactsSyncedAt = $now, viewer.contactDayBegan = $dayBegan, viewer.contactSyncsThatDay = $thatDay
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

    private final Graph graph;
    private final Pages pages;

    ContactRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** One page for each key; touches everybody in the viewer's address book who was a member. */
    Map<ContactMatchesKey, Connection<User, Edge.Plain<User>>> matches(Set<ContactMatchesKey> keys) {
        return pages.read(
                MATCHES, keys, key -> Map.of("viewer", key.viewer()), (ContactMatchesKey key, Value found) -> {
                    User user = User.from(found.get("user"));
                    return new Edge.Plain<>(
                            new KeysetPosition.ByName(found.get("name").asString(), user.number()).in(LIST), user);
                });
    }

    /** When each viewer synced last; empty for those who do not take part. */
    Map<ContactStatusKey, Optional<Instant>> syncedAt(Set<ContactStatusKey> keys) {
        return graph.readByKey(
                STATUS,
                keys,
                key -> Map.of("viewer", key.viewer()),
                Map.of(),
                (key, row) -> Optional.ofNullable(Times.instantOrNull(row.get("syncedAt"))));
    }

    /** How often the viewer has synced, who is locked from here on; empty when there is no such person. */
    Optional<FixedWindow> lock(Graph.Transaction transaction, long viewer) {
        return transaction.run(LOCK, Map.of("viewer", viewer)).stream()
                .findFirst()
                .map(row -> new FixedWindow(
                        Times.instantOrNull(row.get("dayBegan")),
                        row.get("thatDay").asInt()));
    }

    /** Replaces what is known of the viewer's address book. */
    void take(
            Graph.Transaction transaction,
            long viewer,
            Collection<String> own,
            Collection<String> contacts,
            FixedWindow day) {
        transaction.run(FORGET, Map.of("viewer", viewer));
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("viewer", viewer);
        parameters.put("own", own);
        parameters.put("contacts", contacts);
        parameters.put("dayBegan", Times.parameter(day.began()));
        parameters.put("thatDay", day.used());
        transaction.run(TAKE, parameters);
    }

    /** Removes everything that came from the viewer's address book or addresses. */
    void forget(Graph.Transaction transaction, long viewer) {
        transaction.run(FORGET, Map.of("viewer", viewer));
        transaction.run(FORGET_BY_OTHERS, Map.of("viewer", viewer));
    }
}
