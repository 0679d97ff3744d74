package io.mutuals.friend;

import io.mutuals.memory.MemoryProperties;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
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
     * Returns the list of each id, empty for those that memory does not hold; touches every friendship of the others. A
     * user who does not exist has no friends.
     */
    Map<Long, Optional<TimedIds>> lists(Set<Long> owners) {
        return graph.readByKey(
                LISTS,
                owners,
                owner -> Map.of("owner", owner),
                Map.of("most", maxFriends),
                (owner, row) -> list(row),
                owner -> Optional.of(TimedIds.NONE));
    }

    private static Optional<TimedIds> list(Record row) {
        return row.get("tooLong").asBoolean()
                ? Optional.empty()
                : Optional.of(new TimedIds(row.get("friends")
                        .asList(found ->
                                new TimedIds.Item(found.get(0).asLong(), Times.instant(found.get(1), found.get(2))))));
    }
}
