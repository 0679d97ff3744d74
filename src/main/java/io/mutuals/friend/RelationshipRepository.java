package io.mutuals.friend;

import io.mutuals.limit.FixedWindow;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.PrivacySettings;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import io.mutuals.user.Visibility;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads relationships. */
@Repository
class RelationshipRepository {

    private static final String RELATIONSHIP = Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            WHERE {isPresentViewer} AND {isPresentUser}
            OPTIONAL MATCH (viewer)-[f:FRIENDS_WITH]-(user)
            OPTIONAL MATCH (viewer)-[sent:REQUESTED]->(user)
            OPTIONAL MATCH (viewer)<-[received:REQUESTED]-(user)
            OPTIONAL MATCH (viewer)-[block:BLOCKED]->(user)
            RETURN key.index AS index, f.since AS since, {user} AS user, {settings} AS settings,
              CASE WHEN sent IS NOT NULL THEN sent {.at, .message} END AS sent,
              CASE WHEN received IS NOT NULL THEN received {.at, .message} END AS received,
              block.at AS blockedSince,
              EXISTS { (viewer)<-[:BLOCKED]-(user) } AS blocksViewer,
              CASE WHEN 'FRIENDS_OF_FRIENDS' IN [{friendRequestsFrom}, {messagesFrom}]
                THEN EXISTS { (viewer)-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(user) }
                ELSE false END AS sharesFriends, {friendsShown} <> 'NONE' AS seesFriends,
              COUNT { (viewer)-[:REQUESTED]->() } AS pending, viewer.requestDayBegan AS dayBegan,
              coalesce(viewer.requestsThatDay, 0) AS thatDay
            """)
            .with("isPresentViewer", Visibility.isPresent("viewer"))
            .with("isPresentUser", Visibility.isPresent("user"))
            .with("user", User.projection("user"))
            .with("settings", PrivacySettings.projection("user"))
            .with("friendRequestsFrom", PrivacySetting.FRIEND_REQUESTS_FROM.of("user"))
            .with("messagesFrom", PrivacySetting.MESSAGES_FROM.of("user"))
            .with("friendsShown", Visibility.friendsShown("user", Visibility.isFriend("user")))
            .text();

    private static final Statement BETWEEN = new Statement("relationships.between", RELATIONSHIP);

    /** The aggregation keeps the clauses after it from reading before both users are locked. */
    private static final Statement LOCKED = new Statement("relationships.locked", """
            UNWIND $ids AS id
            MATCH (user:User {id: id})
            SET user.locked = true
            WITH count(*) AS locked
            """ + RELATIONSHIP);

    private final Graph graph;
    private final InstantSource clock;

    RelationshipRepository(Graph graph, InstantSource clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /**
     * Returns the relationship of each key whose users both exist and are present; touches the relationships between
     * the two and the friendships of both.
     */
    Map<UserKey, Relationship> between(Set<UserKey> keys) {
        return graph.readByKey(BETWEEN, keys, UserKey::parameters, Map.of(), this::relationship);
    }

    /**
     * Locks both users until the transaction ends, smaller id first, and returns their relationship; empty if one of
     * them does not exist, or is absent.
     */
    Optional<Relationship> locked(Graph.Transaction transaction, UserKey key) {
        List<Long> ids = List.of(
                Math.min(key.viewer().value(), key.user().value()),
                Math.max(key.viewer().value(), key.user().value()));
        List<Record> rows = transaction.run(
                LOCKED,
                Map.of(
                        "ids",
                        ids,
                        "keys",
                        List.of(Map.of(
                                "index",
                                0,
                                "viewer",
                                key.viewer().value(),
                                "user",
                                key.user().value()))));
        return rows.stream().findFirst().map(row -> relationship(key, row));
    }

    private Relationship relationship(UserKey key, Record row) {
        User user = User.from(row.get("user"));
        return new Relationship(
                key,
                user,
                Times.instantOrNull(row.get("since")),
                request(FriendRequestDirection.INCOMING, user, row.get("received")),
                request(FriendRequestDirection.OUTGOING, user, row.get("sent")),
                Times.instantOrNull(row.get("blockedSince")),
                row.get("blocksViewer").asBoolean(),
                row.get("sharesFriends").asBoolean(),
                row.get("seesFriends").asBoolean(),
                PrivacySettings.from(row.get("settings"), clock.instant()),
                new RequestQuota(
                        row.get("pending").asInt(),
                        new FixedWindow(
                                Times.instantOrNull(row.get("dayBegan")),
                                row.get("thatDay").asInt())));
    }

    private static @Nullable FriendRequest request(FriendRequestDirection direction, User user, Value found) {
        if (found.isNull()) {
            return null;
        }
        return new FriendRequest(
                direction,
                user,
                Times.instant(found.get("at")),
                found.get("message").asString(null));
    }
}
