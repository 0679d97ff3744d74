package io.mutuals.friend;

import io.mutuals.limit.FixedWindow;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Changes what lies between two people who are locked. */
@Repository
class FriendshipRepository {

    private static final Statement REQUEST = new Statement("friends.request", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            CREATE (viewer)-[:REQUESTED {at: $at, message: $message}]->(user)
            SET viewer.requestDayBegan = $dayBegan, viewer.requestsThatDay = $thatDay
            """);

    /** A friendship answers every request between the two, and takes the place of an earlier one. */
    private static final String BECOME_FRIENDS = """
            MATCH (a:User {id: $smaller})
            MATCH (b:User {id: $larger})
            MERGE (a)-[friendship:FRIENDS_WITH]->(b)
            ON CREATE SET friendship.since = $at
            WITH a, b
            MATCH (a)-[answered:REQUESTED|WAS_FRIENDS_WITH]-(b)
            DELETE answered
            """;

    private static final Statement BEFRIEND = new Statement("friends.befriend", BECOME_FRIENDS);

    private static final Statement ACCEPT = new Statement("friends.accept", """
            MATCH (viewer:User {id: $viewer})
            SET viewer.requestsAccepted = coalesce(viewer.requestsAccepted, 0) + 1
            WITH viewer
            """ + BECOME_FRIENDS);

    /** Who declines strangers is not less likely to accept a friend's friend, so that is not counted. */
    private static final Statement DECLINE = new Statement("friends.decline", """
            MATCH (sender:User {id: $user})-[request:REQUESTED]->(viewer:User {id: $viewer})
            DELETE request
            WITH sender, viewer
            WHERE EXISTS { (viewer)-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(sender) }
            SET viewer.requestsDeclined = coalesce(viewer.requestsDeclined, 0) + 1
            """);

    private static final Statement WITHDRAW = new Statement("friends.dropRequest", """
            MATCH (:User {id: $from})-[request:REQUESTED]->(:User {id: $to})
            DELETE request
            """);

    private static final Statement UNFRIEND =
            new Statement("friends.unfriend", """
            MATCH (:User {id: $viewer})-[friendship:FRIENDS_WITH]-(:User {id: $user})
            """ + FormerFriendship.of("friendship") + """

            DELETE friendship
            """);

    private static final Statement BLOCK = new Statement("friends.block", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            MERGE (viewer)-[block:BLOCKED]->(user)
            ON CREATE SET block.at = $at
            WITH viewer, user
            MATCH (viewer)-[ended:FRIENDS_WITH|REQUESTED]-(user)
            """ + FormerFriendship.of("ended") + """

            DELETE ended
            """);

    private static final Statement UNBLOCK = new Statement("friends.unblock", """
            MATCH (:User {id: $viewer})-[block:BLOCKED]->(:User {id: $user})
            DELETE block
            """);

    /** The viewer asks the user; {@code day} is the viewer's after it. */
    void request(
            Graph.Transaction transaction, UserKey between, @Nullable String message, Instant at, FixedWindow day) {
        Map<String, @Nullable Object> parameters = new HashMap<>(pair(between));
        parameters.put("message", message);
        parameters.put("at", Times.parameter(at));
        parameters.put("dayBegan", Times.parameter(day.began()));
        parameters.put("thatDay", day.used());
        transaction.run(REQUEST, parameters);
    }

    /** The two become friends, which answers every request between them. */
    void befriend(Graph.Transaction transaction, UserKey between, Instant at) {
        transaction.run(BEFRIEND, ordered(between, at));
    }

    /** Likewise, because the viewer accepts the user's request: it is counted for the viewer. */
    void accept(Graph.Transaction transaction, UserKey between, Instant at) {
        transaction.run(ACCEPT, ordered(between, at));
    }

    /** The request of the user to the viewer is gone, because the viewer declines it: it is counted for the viewer if the two share a friend. */
    void decline(Graph.Transaction transaction, UserKey between) {
        transaction.run(DECLINE, pair(between));
    }

    private static Map<String, @Nullable Object> ordered(UserKey between, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>(pair(between));
        parameters.put("smaller", Math.min(between.viewer(), between.user()));
        parameters.put("larger", Math.max(between.viewer(), between.user()));
        parameters.put("at", Times.parameter(at));
        return parameters;
    }

    /** The request of the one to the other is gone. */
    void dropRequest(Graph.Transaction transaction, long from, long to) {
        transaction.run(WITHDRAW, Map.of("from", from, "to", to));
    }

    /** The two are friends no more. */
    void unfriend(Graph.Transaction transaction, UserKey between) {
        transaction.run(UNFRIEND, pair(between));
    }

    /** The viewer blocks the user, which ends what is between them. */
    void block(Graph.Transaction transaction, UserKey between, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>(pair(between));
        parameters.put("at", Times.parameter(at));
        transaction.run(BLOCK, parameters);
    }

    /** The viewer blocks the user no more. */
    void unblock(Graph.Transaction transaction, UserKey between) {
        transaction.run(UNBLOCK, pair(between));
    }

    private static Map<String, Object> pair(UserKey between) {
        return Map.of("viewer", between.viewer(), "user", between.user());
    }
}
