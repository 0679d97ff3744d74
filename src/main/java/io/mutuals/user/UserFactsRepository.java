package io.mutuals.user;

import io.mutuals.memory.IdSet;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Reads the facts about users that memory holds. */
@Repository
class UserFactsRepository {

    private static final Statement USERS = new Statement(
            "memory.users",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            WHERE {isPresent}
            RETURN key.index AS index, {facts} AS facts
            """).with("isPresent", Visibility.isPresent("user")).with("facts", UserFacts.projection("user")));

    private static final Statement HIDDEN = new Statement("memory.hidden", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.user})
            RETURN key.index AS index,
              COLLECT { MATCH (viewer)<-[:BLOCKED]-(other) RETURN other.id } AS blockedBy,
              COLLECT {
                MATCH (viewer)-[block:BLOCKED]->(other)
                RETURN [other.id, block.at.epochSeconds, block.at.nanosecond]
              } AS blocked
            """);

    private static final Statement ABSENT = new Statement("memory.absent", """
            UNWIND $keys AS key
            RETURN key.index AS index, COLLECT { MATCH (user:Absent {absentIn: key.part}) RETURN user.id } AS users
            """);

    private final Graph graph;

    UserFactsRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the facts about each id, {@link UserFacts#NO_USER} if no user has it, or one who is absent; one row
     * touched for each.
     */
    Map<Long, UserFacts> users(Set<Long> ids) {
        return graph.readByKey(
                USERS,
                ids,
                id -> Map.of("user", id),
                Map.of(),
                (id, row) -> UserFacts.from(row.get("facts")),
                id -> UserFacts.NO_USER);
    }

    /**
     * Returns the users hidden from each id; touches the blocks of each. None are hidden from a user who is missing.
     */
    Map<Long, HiddenUsers> hidden(Set<Long> ids) {
        return graph.readByKey(
                HIDDEN,
                ids,
                id -> Map.of("user", id),
                Map.of(),
                (id, row) -> UserFactsRepository.hidden(row),
                id -> HiddenUsers.NONE);
    }

    /** Returns the absent users in each {@linkplain AbsentUsers#part part}; touches each of them. */
    Map<Long, IdSet> absent(Set<Long> parts) {
        return graph.readByKey(
                ABSENT,
                parts,
                part -> Map.of("part", part),
                Map.of(),
                (part, row) -> new IdSet(row.get("users").asList(user -> user.asLong())));
    }

    private static HiddenUsers hidden(Record row) {
        List<TimedIds.Item> blocked = row.get("blocked")
                .asList(block -> new TimedIds.Item(block.get(0).asLong(), Times.instant(block.get(1), block.get(2))));
        long[] blockedBy = row.get("blockedBy").asList(other -> other.asLong()).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        return blocked.isEmpty() && blockedBy.length == 0
                ? HiddenUsers.NONE
                : new HiddenUsers(new TimedIds(blocked), blockedBy);
    }
}
