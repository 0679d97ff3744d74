package io.mutuals.friend;

import io.mutuals.memory.IdSet;
import io.mutuals.memory.MemoryProperties;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads the former friends that memory holds. */
@Repository
class FormerFriendRepository {

    private static final Statement FORMER = new Statement("memory.formerFriends", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            WITH key, user, COUNT { (user)-[:WAS_FRIENDS_WITH]-() } AS number
            RETURN key.index AS index, number > $most AS tooMany,
              CASE WHEN number <= $most THEN COLLECT {
                MATCH (user)-[:WAS_FRIENDS_WITH]-(former)
                RETURN former.id
              } END AS former
            """);

    private final Graph graph;
    private final int most;

    FormerFriendRepository(Graph graph, MemoryProperties properties) {
        this.graph = graph;
        this.most = properties.maxFriends();
    }

    /**
     * Returns the former friends of each id, empty for those that memory does not hold; touches each
     * record of the others. A user who does not exist has none.
     */
    Map<Long, Optional<IdSet>> former(Set<Long> users) {
        return graph.readByKey(
                FORMER,
                users,
                user -> Map.of("user", user),
                Map.of("most", most),
                (user, row) -> row.get("tooMany").asBoolean()
                        ? Optional.empty()
                        : Optional.of(new IdSet(row.get("former").asList(id -> id.asLong()))),
                user -> Optional.of(IdSet.NONE));
    }
}
