package io.mutuals.friend;

import io.mutuals.memory.MemoryProperties;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the lists of friends that memory holds. */
@Repository
class FriendListRepository {

    private static final Statement LISTS = new Statement("memory.friends", """
            UNWIND $keys AS key
            MATCH (owner:User {id: key.owner})
            WITH key, owner, COUNT { (owner)-[:FRIENDS_WITH]-() } AS length
            CALL (owner, length) {
              WITH owner, length
              WHERE length <= $most
              MATCH (owner)-[f:FRIENDS_WITH]-(friend)
              RETURN collect([friend.id, f.since.epochSeconds, f.since.nanosecond]) AS friends
            }
            RETURN key.index AS index, length > $most AS tooLong, friends
            """);

    private final Graph graph;
    private final int maxFriends;

    FriendListRepository(Graph graph, MemoryProperties properties) {
        this.graph = graph;
        this.maxFriends = properties.maxFriends();
    }

    /**
     * Returns the list of each id, {@link FriendList#TOO_LONG} for those that memory does not hold; touches every
     * friendship of the others. A user who does not exist has no friends.
     */
    Map<Long, FriendList> lists(Set<Long> owners) {
        Map<Long, FriendList> lists = new HashMap<>();
        owners.forEach(owner -> lists.put(owner, new FriendList(List.of())));
        lists.putAll(graph.readByKey(
                LISTS, owners, owner -> Map.of("owner", owner), Map.of("most", maxFriends), (owner, row) -> list(row)));
        return lists;
    }

    private static FriendList list(Record row) {
        return row.get("tooLong").asBoolean()
                ? FriendList.TOO_LONG
                : new FriendList(row.get("friends").asList(FriendListRepository::friend));
    }

    private static FriendList.Friend friend(Value found) {
        return new FriendList.Friend(
                found.get(0).asLong(),
                Instant.ofEpochSecond(found.get(1).asLong(), found.get(2).asLong()));
    }
}
