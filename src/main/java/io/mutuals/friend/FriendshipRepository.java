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

/** Changes relationships of two locked users. */
@Repository
class FriendshipRepository {

    private static final Statement REQUEST = new Statement("friends.request", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            CREATE (viewer)-[:REQUESTED {at: $at, message: $message}]->(user)
            SET viewer.requestDayBegan = $dayBegan, viewer.requestsThatDay = $thatDay
            """);

    /** A friendship replaces every request between the two and the record of a former friendship. */
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

    /** Only requests of friends of friends are counted: declining strangers says nothing about those. */
    private static final Statement DECLINE = new Statement("friends.decline", """
            MATCH (sender:User {id: $user})-[request:REQUESTED]->(viewer:User {id: $viewer})
            DELETE request
            WITH sender, viewer
            WHERE EXISTS { (viewer)-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(sender) }
            SET viewer.requestsDeclined = coalesce(viewer.requestsDeclined, 0) + 1
            """);

    private static final Statement WITHDRAW = new Statement("friends.dropRequest", """
            MATCH (:User {id: $viewer})-[request:REQUESTED]->(:User {id: $user})
            DELETE request
            """);

    private static final Statement UNFRIEND =
            new Statement("friends.unfriend", """
            MATCH (:User {id: $viewer})-[ended:FRIENDS_WITH|CLOSE_FRIEND]-(:User {id: $user})
            """ + FormerFriendship.of("ended") + """

            DELETE ended
            """);

    private static final Statement BLOCK = new Statement("friends.block", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            MERGE (viewer)-[block:BLOCKED]->(user)
            ON CREATE SET block.at = $at
            WITH viewer, user
            MATCH (viewer)-[ended:FRIENDS_WITH|CLOSE_FRIEND|REQUESTED]-(user)
            """ + FormerFriendship.of("ended") + """

            DELETE ended
            """);

    private static final Statement UNBLOCK = new Statement("friends.unblock", """
            MATCH (:User {id: $viewer})-[block:BLOCKED]->(:User {id: $user})
            DELETE block
            """);

    /**
     * Stores a request of the viewer to the user.
     *
     * @param day the viewer's count of the day, including this request
     */
    void request(
            Graph.Transaction transaction, UserKey between, @Nullable String message, Instant at, FixedWindow day) {
        Map<String, @Nullable Object> parameters = new HashMap<>(between.parameters());
        parameters.put("message", message);
        parameters.put("at", Times.parameter(at));
        parameters.put("dayBegan", Times.parameter(day.began()));
        parameters.put("thatDay", day.used());
        transaction.run(REQUEST, parameters);
    }

    /** Makes the two friends, which answers every request between them. */
    void befriend(Graph.Transaction transaction, UserKey between, Instant at) {
        transaction.run(BEFRIEND, ordered(between, at));
    }

    /** Makes the two friends, and counts an acceptance for the viewer. */
    void accept(Graph.Transaction transaction, UserKey between, Instant at) {
        transaction.run(ACCEPT, ordered(between, at));
    }

    /**
     * Deletes the request of the user to the viewer, and counts it as declined for the viewer if the two share a
     * friend.
     */
    void decline(Graph.Transaction transaction, UserKey between) {
        transaction.run(DECLINE, between.parameters());
    }

    private static Map<String, @Nullable Object> ordered(UserKey between, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>(between.parameters());
        parameters.put(
                "smaller", Math.min(between.viewer().value(), between.user().value()));
        parameters.put(
                "larger", Math.max(between.viewer().value(), between.user().value()));
        parameters.put("at", Times.parameter(at));
        return parameters;
    }

    /** Deletes the request of the viewer to the user. */
    void withdraw(Graph.Transaction transaction, UserKey between) {
        transaction.run(WITHDRAW, between.parameters());
    }

    /** Ends the friendship of the two, and takes each off the other's list of close friends. */
    void unfriend(Graph.Transaction transaction, UserKey between) {
        transaction.run(UNFRIEND, between.parameters());
    }

    /** Stores a block of the user by the viewer, which ends friendship and requests. */
    void block(Graph.Transaction transaction, UserKey between, Instant at) {
        Map<String, @Nullable Object> parameters = new HashMap<>(between.parameters());
        parameters.put("at", Times.parameter(at));
        transaction.run(BLOCK, parameters);
    }

    /** Deletes the block of the user by the viewer. */
    void unblock(Graph.Transaction transaction, UserKey between) {
        transaction.run(UNBLOCK, between.parameters());
    }
}
