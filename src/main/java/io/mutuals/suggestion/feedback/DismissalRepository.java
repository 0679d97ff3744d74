package io.mutuals.suggestion.feedback;

import io.mutuals.api.Connection;
import io.mutuals.memory.TimedIds;
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
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.MapAccessor;
import org.springframework.stereotype.Repository;

/** Stores dismissals as {@code (:User)-[:DISMISSED {at, until}]->(:User)}. */
@Repository
class DismissalRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "dismissals";

    private static final String DISMISSED = "MATCH (:User {id: $viewer})-[dismissal:DISMISSED]->(:User {id: $user})\n";

    private static final Statement FIND =
            new Statement("dismissals.find", DISMISSED + "RETURN dismissal.at AS at, dismissal.until AS until");

    private static final Statement DISMISS = new Statement("dismissals.dismiss", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            MERGE (viewer)-[dismissal:DISMISSED]->(user)
            SET dismissal.at = $at, dismissal.until = $until
            """);

    private static final Statement UNDO = new Statement("dismissals.undo", DISMISSED + "DELETE dismissal");

    private static final Statement PAGE = new Statement(
            "dismissals.page",
            Cypher.of("""
            {forEachKey}
            CALL (viewer, hidden, key) {
              MATCH (viewer)-[dismissal:DISMISSED]->(user:User)
              WHERE (dismissal.until IS NULL OR dismissal.until > $now) AND {maySee}
                AND (key.number IS NULL OR dismissal.at < key.at OR (dismissal.at = key.at AND user.id > key.number))
              WITH dismissal, user
              ORDER BY dismissal.at DESC, user.id
              LIMIT $limit
              RETURN collect({at: dismissal.at, until: dismissal.until, user: {user}}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (viewer)-[dismissal:DISMISSED]->(user:User)
                WHERE (dismissal.until IS NULL OR dismissal.until > $now) AND {maySee}
              } END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private static final Statement ENDS = new Statement("memory.dismissals", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, COLLECT {
              MATCH (user)-[dismissal:DISMISSED]->(other:User)
              RETURN [other.id, dismissal.until]
            } AS dismissals
            """);

    private final Graph graph;
    private final Pages pages;

    DismissalRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /**
     * Returns the users whom each id has dismissed, each with the end of the dismissal,
     * {@link DismissalsInMemory#NEVER} for one that is for good; touches every dismissal. A user who does not exist has
     * dismissed none.
     */
    Map<Long, TimedIds> ends(Set<Long> users) {
        return graph.readByKey(
                ENDS,
                users,
                user -> Map.of("user", user),
                Map.of(),
                (user, row) -> new TimedIds(row.get("dismissals").asList(found -> {
                    Instant until = Times.instantOrNull(found.get(1));
                    return new TimedIds.Item(found.get(0).asLong(), until == null ? DismissalsInMemory.NEVER : until);
                })),
                user -> TimedIds.NONE);
    }

    /** Returns a page for each key, without dismissals that have ended; touches every dismissal of the viewer. */
    Map<DismissalsKey, Connection<User, DismissedSuggestionEdge>> page(Set<DismissalsKey> keys) {
        return pages.read(
                PAGE,
                keys,
                key -> Map.of("viewer", key.viewer()),
                (DismissalsKey key, Value found) ->
                        DismissedSuggestionEdge.of(User.from(found.get("user")), dismissal(found)));
    }

    /** Returns the viewer's dismissal of the user, also one that has ended. */
    Optional<Dismissal> find(Graph.Transaction transaction, UserKey pair) {
        return transaction.run(FIND, pair.parameters()).stream().findFirst().map(DismissalRepository::dismissal);
    }

    /** Adds a dismissal, or replaces the one that exists. */
    void dismiss(Graph.Transaction transaction, UserKey pair, Dismissal dismissal) {
        Map<String, @Nullable Object> parameters = new HashMap<>(pair.parameters());
        parameters.put("at", Times.parameter(dismissal.at()));
        parameters.put("until", Times.parameter(dismissal.until()));
        transaction.run(DISMISS, parameters);
    }

    /** Removes the dismissal, if there is one. */
    void undo(Graph.Transaction transaction, UserKey pair) {
        transaction.run(UNDO, pair.parameters());
    }

    private static Dismissal dismissal(MapAccessor row) {
        return new Dismissal(Times.instant(row.get("at")), Times.instantOrNull(row.get("until")));
    }
}
