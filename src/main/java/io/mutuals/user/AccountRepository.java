package io.mutuals.user;

import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Reads and writes profile and settings of single users. */
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
            SET user.locked = true
            RETURN {settings} AS settings
            """).with("settings", PrivacySettings.projection("user")));

    private static final Statement LOCK_WITH_WARDS = new Statement("users.lockWithWards", """
            UNWIND $users AS id
            MATCH (user:User {id: id})
            OPTIONAL MATCH (user)-[:GUARDS]->(ward:User)
            WITH user, collect(ward) AS wards
            UNWIND [user] + wards AS one
            WITH DISTINCT one
            ORDER BY one.id
            SET one.locked = true
            RETURN one.id AS id
            """);

    private static final Statement LOCK_WITH_LIMITS = new Statement(
            "users.lockSettingsWithLimits",
            Cypher.of("""
            MATCH (user:User {id: $user})
            SET user.locked = true
            WITH collect(user) AS locked
            UNWIND locked AS user
            RETURN {settings} AS settings, {limits} AS limits, {guardians} > 0 AS isGuarded
            """)
                    .with("settings", PrivacySettings.projection("user"))
                    .with("limits", SettingChoices.limitsOf("user"))
                    .with("guardians", Guardianship.guardiansOf("user")));

    private static final Statement REMOVE_LIMITS =
            new Statement("users.removeLimits", Cypher.of("""
            UNWIND $users AS id
            MATCH (user:User {id: id})
            SET user += {noLimits}
            """).with("noLimits", SettingChoices.noLimits()));

    private static final Statement APPLY_LIMITS = new Statement(
            "users.applyLimits",
            Cypher.of("""
            UNWIND $users AS id
            MATCH (user:User {id: id})
            WHERE {guardians} > 0
            WITH user, {settings} AS before
            SET user += {limited}
            RETURN user.id AS id, before, {settings} AS after
            """)
                    .with("guardians", Guardianship.guardiansOf("user"))
                    .with("settings", PrivacySettings.projection("user"))
                    .with("limited", SettingChoices.limited("user")));

    private static final Statement ASSURED = new Statement("users.assuredAge", """
            MATCH (user:User {id: $user})
            RETURN user.assuredAge AS age, user.assuredAgeAt AS at
            """);

    private static final Statement CHANGE = new Statement(
            "users.change",
            Cypher.of("""
            MATCH (user:User {id: $user})
            SET user += $changes
            RETURN {user} AS user, {settings} AS settings
            """).with("user", User.projection("user")).with("settings", PrivacySettings.projection("user")));

    private final Graph graph;
    private final ChangeLog log;
    private final InstantSource clock;

    AccountRepository(Graph graph, ChangeLog log, InstantSource clock) {
        this.graph = graph;
        this.log = log;
        this.clock = clock;
    }

    /** Returns the effective settings of users; one row touched for each key. Users that do not exist are absent. */
    Map<SettingsKey, PrivacySettings> settings(Set<SettingsKey> keys) {
        return graph.readByKey(
                SETTINGS,
                keys,
                key -> Map.of("user", key.user()),
                Map.of(),
                (key, row) -> PrivacySettings.from(row.get("settings"), clock.instant()));
    }

    /**
     * Sets properties of a user.
     *
     * @param changes the new values by property; null removes a property
     * @return the user after the change; empty if there is no such user
     * @throws Graph.ConstraintViolation if another user has the handle
     */
    Optional<User> change(long user, Map<String, @Nullable Object> changes) {
        return graph.write(
                "users.change",
                transaction -> change(transaction, user, changes).map(row -> User.from(row.get("user"))));
    }

    /** Sets properties of a user as the last statements of a transaction; returns the row of {@link #CHANGE}. */
    private Optional<Record> change(Graph.Transaction transaction, long user, Map<String, @Nullable Object> changes) {
        List<Record> rows = transaction.run(CHANGE, parameters(user, changes));
        appendToLog(transaction, List.of(new UserId(user)));
        return rows.stream().findFirst();
    }

    /** Names users in the change log, as the last statement of a transaction that changed them. */
    void appendToLog(Graph.Transaction transaction, Collection<UserId> users) {
        log.append(
                transaction,
                users.stream().map(user -> UsersInMemory.user(user.value())).toList());
    }

    /**
     * Locks users and their wards until the transaction ends, smaller id first, and returns all of them. The wards of
     * links that do not hold belong to them. Users who do not exist are absent.
     */
    List<UserId> lockWithWards(Graph.Transaction transaction, Collection<UserId> users) {
        List<Long> ids = users.stream().map(UserId::value).sorted().toList();
        return transaction.run(LOCK_WITH_WARDS, Map.of("users", ids)).stream()
                .map(row -> new UserId(row.get("id").asLong()))
                .toList();
    }

    /**
     * Stores the limits of locked users in place of settings that are looser. Limits do not count while no guardian
     * link holds; this applies them when one holds again. The caller names the users of the answer in the change log,
     * with {@link #appendToLog}.
     *
     * @return the users whose settings changed, all of whom have a guardian
     */
    List<SettingsChanged> applyLimits(Graph.Transaction transaction, Collection<UserId> users) {
        Map<String, Object> ids =
                Map.of("users", users.stream().map(UserId::value).toList());
        return transaction.run(APPLY_LIMITS, ids).stream()
                .map(this::changed)
                .filter(changed -> !changed.after().equals(changed.before()))
                .toList();
    }

    /** Reads a user's {@code id} with the settings {@code before} and {@code after} a change. */
    SettingsChanged changed(Record row) {
        Instant now = clock.instant();
        return new SettingsChanged(
                new UserId(row.get("id").asLong()),
                PrivacySettings.from(row.get("before"), now),
                PrivacySettings.from(row.get("after"), now));
    }

    /**
     * Locks a user until the transaction ends, and returns their effective settings; empty if there is no such user.
     */
    Optional<PrivacySettings> lockedSettings(Graph.Transaction transaction, long user) {
        return transaction.run(LOCK_SETTINGS, Map.of("user", user)).stream()
                .findFirst()
                .map(row -> PrivacySettings.from(row.get("settings"), clock.instant()));
    }

    /**
     * Locks a user until the transaction ends, and returns their settings with the limits that count; empty if there is
     * no such user.
     */
    Optional<GuardedSettings.LockedSettings> lockedWithLimits(Graph.Transaction transaction, long user) {
        return transaction.run(LOCK_WITH_LIMITS, Map.of("user", user)).stream()
                .findFirst()
                .map(row -> {
                    boolean isGuarded = row.get("isGuarded").asBoolean();
                    return new GuardedSettings.LockedSettings(
                            PrivacySettings.from(row.get("settings"), clock.instant()),
                            isGuarded ? SettingChoices.from(row.get("limits")) : SettingChoices.NONE,
                            isGuarded);
                });
    }

    /** Removes the limits of locked users. Memory does not hold limits. */
    void removeLimits(Graph.Transaction transaction, List<Long> users) {
        transaction.run(REMOVE_LIMITS, Map.of("users", users));
    }

    /**
     * Stores choices by property as the last statements of a transaction, and returns the effective settings after
     * them; empty if there is no such user.
     */
    Optional<PrivacySettings> choose(Graph.Transaction transaction, long user, Map<String, @Nullable Object> choices) {
        return change(transaction, user, choices)
                .map(row -> PrivacySettings.from(row.get("settings"), clock.instant()));
    }

    /**
     * Sets properties of a locked user, and returns the effective settings after it. The caller names the user in the
     * change log, with {@link #appendToLog}.
     */
    PrivacySettings set(Graph.Transaction transaction, UserId user, Map<String, @Nullable Object> changes) {
        Record row = transaction.run(CHANGE, parameters(user.value(), changes)).getFirst();
        return PrivacySettings.from(row.get("settings"), clock.instant());
    }

    /**
     * Returns the band that the OpenID provider assured last, from the leader; empty if it assured none, or if there is
     * no such user.
     */
    Optional<AssuredBand> assuredBand(UserId user) {
        return assuredBand(graph.readFromLeader(ASSURED, Map.of("user", user.value())));
    }

    /** Like {@link #assuredBand(UserId)}, for a user whom the transaction has locked. */
    Optional<AssuredBand> assuredBand(Graph.Transaction transaction, UserId user) {
        return assuredBand(transaction.run(ASSURED, Map.of("user", user.value())));
    }

    private static Optional<AssuredBand> assuredBand(List<Record> rows) {
        return rows.stream()
                .filter(row -> !row.get("age").isNull())
                .findFirst()
                .map(row -> new AssuredBand(AgeBand.of(row.get("age").asInt()), Times.instant(row.get("at"))));
    }

    private static Map<String, @Nullable Object> parameters(long user, Map<String, @Nullable Object> changes) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("user", user);
        parameters.put("changes", changes);
        return parameters;
    }
}
