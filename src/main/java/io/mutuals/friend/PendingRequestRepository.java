package io.mutuals.friend;

import io.mutuals.limit.FixedWindow;
import io.mutuals.memory.MemoryProperties;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the pending friend requests that memory holds. */
@Repository
class PendingRequestRepository {

    private static final Statement REQUESTS = new Statement("memory.requests", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            WITH key, user, COUNT { (user)-[:REQUESTED]-() } AS pending
            CALL (user, pending) {
              WITH user, pending
              WHERE pending <= $most
              MATCH (user)-[r:REQUESTED]-(other)
              RETURN collect([other.id, r.at.epochSeconds, r.at.nanosecond, r.message, startNode(r) = user]) AS requests
            }
            RETURN key.index AS index, pending > $most AS tooMany, requests, user.requestDayBegan AS dayBegan,
              coalesce(user.requestsThatDay, 0) AS thatDay
            """);

    private static final PendingRequests NONE =
            new PendingRequests(TimedIds.NONE, TimedIds.NONE, Map.of(), Map.of(), new FixedWindow(null, 0));

    private final Graph graph;
    private final int most;

    PendingRequestRepository(Graph graph, MemoryProperties properties) {
        this.graph = graph;
        this.most = properties.maxFriends();
    }

    /**
     * Returns the pending requests of each id, empty for those that memory does not hold; touches every request of the
     * others. A user who does not exist has none.
     */
    Map<Long, Optional<PendingRequests>> requests(Set<Long> users) {
        return graph.readByKey(
                REQUESTS,
                users,
                user -> Map.of("user", user),
                Map.of("most", most),
                (user, row) -> requests(row),
                user -> Optional.of(NONE));
    }

    private static Optional<PendingRequests> requests(Record row) {
        if (row.get("tooMany").asBoolean()) {
            return Optional.empty();
        }
        List<TimedIds.Item> received = new ArrayList<>();
        List<TimedIds.Item> sent = new ArrayList<>();
        Map<Long, String> messagesReceived = new HashMap<>();
        Map<Long, String> messagesSent = new HashMap<>();
        for (Value request : row.get("requests").values()) {
            long other = request.get(0).asLong();
            boolean isSent = request.get(4).asBoolean();
            (isSent ? sent : received).add(new TimedIds.Item(other, Times.instant(request.get(1), request.get(2))));
            if (!request.get(3).isNull()) {
                (isSent ? messagesSent : messagesReceived)
                        .put(other, request.get(3).asString());
            }
        }
        FixedWindow day = new FixedWindow(
                Times.instantOrNull(row.get("dayBegan")), row.get("thatDay").asInt());
        return Optional.of(new PendingRequests(
                list(received), list(sent), Map.copyOf(messagesReceived), Map.copyOf(messagesSent), day));
    }

    private static TimedIds list(List<TimedIds.Item> items) {
        return items.isEmpty() ? TimedIds.NONE : new TimedIds(items);
    }
}
