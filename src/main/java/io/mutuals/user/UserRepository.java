package io.mutuals.user;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads users. */
@Repository
class UserRepository {

    private static final Statement BY_NUMBER = new Statement(
            "users.byNumber",
            Cypher.of("""
            {forEachKey}
            MATCH (user:User {id: key.user})
            WHERE {maySee}
            RETURN key.index AS index, {user} AS user
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private static final Statement BY_HANDLE = new Statement(
            "users.byHandle",
            Cypher.of("""
            {forEachKey}
            MATCH (user:User {handle: key.handle})
            WHERE {maySee}
            RETURN key.index AS index, {user} AS user
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private static final Statement BY_FRIEND_LINK = new Statement(
            "users.byFriendLink",
            Cypher.of("""
            {forEachKey}
            MATCH (link:FriendLink {token: key.token})<-[:OFFERS]-(user:User)
            WHERE link.revokedAt IS NULL AND link.expiresAt > $now AND {maySee}
            RETURN key.index AS index, {user} AS user
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private static final Statement EXISTS = new Statement("users.exists", """
            RETURN EXISTS { MATCH (:User {id: $user}) } AS exists
            """);

    private final Graph graph;

    UserRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the users that the viewers may see; three rows touched for each key. */
    Map<UserKey, User> byNumber(Set<UserKey> keys) {
        return graph.readByKey(
                BY_NUMBER, keys, UserKey::parameters, Map.of(), (key, row) -> User.from(row.get("user")));
    }

    /** Returns the users with these handles that the viewers may see; three rows touched for each key. */
    Map<HandleKey, User> byHandle(Set<HandleKey> keys) {
        return graph.readByKey(
                BY_HANDLE,
                keys,
                key -> Map.of("viewer", key.viewer(), "handle", key.handle()),
                Map.of(),
                (key, row) -> User.from(row.get("user")));
    }

    /** Returns the creators of valid friend links that the viewers may see; four rows touched for each key. */
    Map<FriendLinkKey, User> byFriendLink(Set<FriendLinkKey> keys) {
        return graph.readByKey(
                BY_FRIEND_LINK,
                keys,
                key -> Map.of("viewer", key.viewer(), "token", key.token()),
                Map.of(),
                (key, row) -> User.from(row.get("user")));
    }

    /** Returns whether a user exists, regardless of who may see them; one row touched. */
    boolean exists(long user) {
        return graph.read(EXISTS, Map.of("user", user)).getFirst().get("exists").asBoolean();
    }
}
