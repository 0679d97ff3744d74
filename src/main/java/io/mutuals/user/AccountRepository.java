package io.mutuals.user;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and changes what belongs to one person alone: profile and settings. */
@Repository
class AccountRepository {

    private static final Statement SETTINGS =
            new Statement("users.settings", Cypher.of("""
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, {settings} AS settings
            """).with("settings", PrivacySettings.projection("user")));

    private static final Statement LOCK_SETTINGS =
            new Statement("users.lockSettings", Cypher.of("""
            MATCH (user:User {id: $user})
            SET user.lockedAt = $now
            RETURN {settings} AS settings
            """).with("settings", PrivacySettings.projection("user")));

    private static final Statement CHANGE = new Statement(
            "users.change",
            Cypher.of("""
            MATCH (user:User {id: $user})
            SET user += $changes
            RETURN {user} AS user, {settings} AS settings
            """).with("user", User.projection("user")).with("settings", PrivacySettings.projection("user")));

    private final Graph graph;
    private final InstantSource clock;

    AccountRepository(Graph graph, InstantSource clock) {
        this.graph = graph;
        this.clock = clock;
    }

    /** What holds for people; for their own eyes. */
    Map<SettingsKey, PrivacySettings> settings(Set<SettingsKey> keys) {
        return graph.readByKey(
                SETTINGS,
                keys,
                key -> Map.of("user", key.user()),
                Map.of(),
                (key, row) -> PrivacySettings.from(row.get("settings"), clock.instant()));
    }

    /**
     * Changes properties of a person, and returns how they look then; empty when there is no such person.
     *
     * @param changes by property; null removes one
     * @throws Graph.ConstraintViolation when somebody else has the handle
     */
    Optional<User> change(long user, Map<String, @Nullable Object> changes) {
        return graph.write(
                "users.change",
                transaction -> transaction.run(CHANGE, parameters(user, changes)).stream()
                        .findFirst()
                        .map(row -> User.from(row.get("user"))));
    }

    /** What holds for a person who is locked from here to the end of the transaction. */
    Optional<PrivacySettings> lockedSettings(Graph.Transaction transaction, long user) {
        return transaction.run(LOCK_SETTINGS, Map.of("user", user)).stream()
                .findFirst()
                .map(row -> PrivacySettings.from(row.get("settings"), clock.instant()));
    }

    /** Stores choices, by property, and returns what holds then. */
    Optional<PrivacySettings> choose(Graph.Transaction transaction, long user, Map<String, @Nullable Object> choices) {
        return transaction.run(CHANGE, parameters(user, choices)).stream()
                .findFirst()
                .map(row -> PrivacySettings.from(row.get("settings"), clock.instant()));
    }

    private static Map<String, @Nullable Object> parameters(long user, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("user", user);
        parameters.put("changes", changes);
        return parameters;
    }
}
