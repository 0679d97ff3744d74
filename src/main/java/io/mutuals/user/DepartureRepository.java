package io.mutuals.user;

import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Stores who is absent: {@code (:User:Absent {absentSince, absentIn, deletionDueAt, removedByPlatform, erasedAs})},
 * where {@code absentIn} is the {@linkplain AbsentUsers#part part} in memory. {@code Untold} marks those whose
 * conversations are still to be told; see {@link DepartureHook}.
 */
@Repository
class DepartureRepository {

    private static final Statement STATUS =
            new Statement("accounts.status", Cypher.of("""
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, {status} AS status
            """).with("status", AccountStatus.projection("user")));

    private static final Statement LOCK =
            new Statement("accounts.lock", Cypher.of("""
            MATCH (user:User {id: $user})
            SET user.locked = true
            WITH user
            RETURN user.handle AS handle, {status} AS status
            """).with("status", AccountStatus.projection("user")));

    private static final Statement LEAVE = new Statement("accounts.leave", """
            UNWIND $rows AS row
            MATCH (user:User {id: row.user})
            SET user:Absent:Untold, user.absentIn = row.part, user.absentSince = coalesce(user.absentSince, $now),
              user.deletionDueAt = coalesce(user.deletionDueAt, $deletionDueAt),
              user.removedByPlatform = CASE WHEN $byPlatform THEN true ELSE user.removedByPlatform END
            """);

    private static final Statement RETURN_TO = new Statement("accounts.return", """
            UNWIND $users AS id
            MATCH (user:User {id: id})
            SET user:Untold
            REMOVE user:Absent, user.absentIn, user.absentSince, user.deletionDueAt, user.removedByPlatform
            """);

    private static final Statement ALL = new Statement("accounts.absent", """
            MATCH (user:Absent)
            WHERE $part IS NULL OR user.absentIn = $part
            RETURN collect(user.id) AS users
            """);

    private static final Statement IS_ABSENT = new Statement("accounts.isAbsent", """
            RETURN EXISTS { MATCH (:Absent {id: $user}) } AS isAbsent
            """);

    private final Graph graph;

    DepartureRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the state of accounts; one row touched for each key. Users who do not exist are absent. */
    Map<SettingsKey, AccountStatus> status(Set<SettingsKey> keys) {
        return graph.readByKey(
                STATUS,
                keys,
                key -> Map.of("user", key.user()),
                Map.of(),
                (key, row) -> AccountStatus.from(row.get("status")));
    }

    /** Locks a user until the transaction ends; empty if there is no such user. */
    Optional<Locked> lock(Graph.Transaction transaction, long user) {
        return transaction.run(LOCK, Map.of("user", user)).stream()
                .findFirst()
                .map(row -> new Locked(row.get("handle").asString(), AccountStatus.from(row.get("status"))));
    }

    /**
     * Makes users absent, those who are it already included. Keeps an earlier day of deletion.
     *
     * @param deletionDueAt when their accounts are to be erased; null if they are not
     * @return what changed of the facts in memory
     */
    List<Fact> leave(
            Graph.Transaction transaction, List<Long> users, @Nullable Instant deletionDueAt, boolean byPlatform) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put(
                "rows",
                users.stream()
                        .map(user -> Map.of("user", user, "part", AbsentUsers.part(user)))
                        .toList());
        parameters.put("deletionDueAt", Times.parameter(deletionDueAt));
        parameters.put("byPlatform", byPlatform);
        transaction.run(LEAVE, parameters);
        return facts(users);
    }

    /**
     * Ends the absence of users.
     *
     * @return what changed of the facts in memory
     */
    List<Fact> comeBack(Graph.Transaction transaction, List<Long> users) {
        transaction.run(RETURN_TO, Map.of("users", users));
        return facts(users);
    }

    private static List<Fact> facts(List<Long> users) {
        return users.stream()
                .flatMap(user -> List.of(UsersInMemory.user(user), UsersInMemory.absent(user)).stream())
                .toList();
    }

    /**
     * Returns the absent users; touches each of them.
     *
     * @param part the part of {@link AbsentUsers} to read; null for all
     */
    Set<Long> absent(@Nullable Long part) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("part", part);
        return graph.readFromLeader(ALL, parameters).getFirst().get("users").asList(user -> user.asLong()).stream()
                .collect(Collectors.toSet());
    }

    /** Returns whether a user is absent, from the leader; one index entry touched. */
    boolean isAbsent(long user) {
        return graph.readFromLeader(IS_ABSENT, Map.of("user", user))
                .getFirst()
                .get("isAbsent")
                .asBoolean();
    }

    /** A locked user. */
    record Locked(String handle, AccountStatus status) {}
}
