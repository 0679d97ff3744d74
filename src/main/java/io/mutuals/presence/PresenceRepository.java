package io.mutuals.presence;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads which users' presence is visible to a viewer. */
@Repository
class PresenceRepository {

    private static final Statement SHOWN = new Statement(
            "presence.shown",
            Cypher.of("""
            {forEachKey}
            MATCH (user:User {id: key.user})
            WHERE {maySee}
            RETURN key.index AS index, {user} AS user,
              user = viewer OR (EXISTS { (viewer)-[:FRIENDS_WITH]-(user) } AND {showPresenceViewer}
                AND {showPresenceUser}) AS shown
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user"))
                    .with("showPresenceViewer", PrivacySetting.SHOW_PRESENCE.of("viewer"))
                    .with("showPresenceUser", PrivacySetting.SHOW_PRESENCE.of("user")));

    private final Graph graph;

    PresenceRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the users that the viewers may see, and whether their presence is shown; touches a few rows for each key.
     */
    Map<UserKey, Shown> shown(Set<UserKey> keys) {
        return graph.readByKey(
                SHOWN,
                keys,
                UserKey::parameters,
                Map.of(),
                (key, row) ->
                        new Shown(User.from(row.get("user")), row.get("shown").asBoolean()));
    }

    /** A user, and whether their presence is shown to the viewer. */
    record Shown(User user, boolean presence) {}
}
