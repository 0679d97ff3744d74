package io.mutuals.platform;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * The platform's keys of users and videos: nodes {@code (:PlatformKey {kind, key, changedAt, fingerprint})}, each with
 * a relationship {@code NAMES} to a user or a video.
 *
 * <p>A key whose video was removed stays, without a relationship, so that a late row about the video does not bring it
 * back; so does the key of a user who was erased, with {@code isDeleted} if they had deleted their account themselves.
 * All calls run inside a transaction.
 */
@Repository
class PlatformKeys {

    /** Locks keys in ascending order, so that transactions cannot deadlock; the collection is a barrier. */
    private static final Statement LOCK = new Statement("platform.lockKeys", """
            UNWIND $keys AS key
            MERGE (known:PlatformKey {kind: $kind, key: key})
            SET known.locked = true
            WITH collect(known) AS locked
            UNWIND locked AS known
            OPTIONAL MATCH (known)-[:NAMES]->(named)
            RETURN known.key AS key, known.changedAt AS changedAt, known.fingerprint AS fingerprint, named.id AS id,
              known.isDeleted IS NOT NULL AS isDeleted
            """);

    private static final Statement FIND = new Statement("platform.findKeys", """
            UNWIND $keys AS key
            MATCH (:PlatformKey {kind: $kind, key: key})-[:NAMES]->(named)
            RETURN key, named.id AS id
            """);

    private static final Statement USERS_WITH_KEYS = new Statement("platform.usersWithKeys", """
            UNWIND $users AS id
            MATCH (user:User {id: id})
            WHERE EXISTS { (user)<-[:NAMES]-() }
            RETURN DISTINCT id
            """);

    private static final Map<KeyKind, Statement> RECORD = new EnumMap<>(KeyKind.class);

    static {
        for (KeyKind kind : KeyKind.values()) {
            String name = "platform.record" + kind.label() + "Keys";
            RECORD.put(kind, new Statement(name, Cypher.of("""
                    UNWIND $rows AS row
                    MATCH (known:PlatformKey {kind: $kind, key: row.key})
                    SET known.changedAt = row.changedAt, known.fingerprint = row.fingerprint
                    WITH known, row
                    OPTIONAL MATCH (known)-[names:NAMES]->(named)
                    FOREACH (old IN CASE WHEN named.id = row.id THEN [] ELSE [names] END | DELETE old)
                    WITH known, row
                    MATCH (named:{label} {id: row.id})
                    MERGE (known)-[:NAMES]->(named)
                    """).with("label", kind.label())));
        }
    }

    private static final Statement FORGET_UNUSED = new Statement("platform.forgetUnusedKeys", """
            UNWIND $keys AS key
            MATCH (known:PlatformKey {kind: $kind, key: key})
            WHERE known.changedAt IS NULL AND NOT EXISTS { (known)-[:NAMES]->() }
            DELETE known
            """);

    /**
     * Locks keys until the transaction ends, and creates those that are new.
     *
     * @return what is known of each key
     */
    Map<String, Known> lock(Graph.Transaction transaction, KeyKind kind, Collection<String> keys) {
        Map<String, Known> found = HashMap.newHashMap(keys.size());
        for (Record row : transaction.run(LOCK, parameters(kind, keys))) {
            Value id = row.get("id");
            found.put(
                    row.get("key").asString(),
                    new Known(
                            Times.instantOrNull(row.get("changedAt")),
                            row.get("fingerprint").asString(null),
                            id.isNull() ? null : id.asLong(),
                            row.get("isDeleted").asBoolean()));
        }
        return found;
    }

    /** Returns the internal ids of what keys name; keys that name nothing are absent. */
    Map<String, Long> find(Graph.Transaction transaction, KeyKind kind, Collection<String> keys) {
        Map<String, Long> found = HashMap.newHashMap(keys.size());
        for (Record row : transaction.run(FIND, parameters(kind, keys))) {
            found.put(row.get("key").asString(), row.get("id").asLong());
        }
        return found;
    }

    /** Returns those of the users, by internal id, whom a key names. */
    Set<Long> usersWithKeys(Graph.Transaction transaction, Collection<Long> users) {
        Set<Long> found = new HashSet<>();
        transaction
                .run(USERS_WITH_KEYS, Map.of("users", List.copyOf(users)))
                .forEach(row -> found.add(row.get("id").asLong()));
        return found;
    }

    /** Records of locked keys what they name from now on, and the changes that were applied. */
    void record(Graph.Transaction transaction, KeyKind kind, List<Applied> applied) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(applied.size());
        for (Applied row : applied) {
            Map<String, @Nullable Object> parameters = new HashMap<>();
            parameters.put("key", row.key());
            parameters.put("changedAt", Times.parameter(row.changedAt()));
            parameters.put("fingerprint", row.fingerprint());
            parameters.put("id", row.number());
            rows.add(parameters);
        }
        transaction.run(Objects.requireNonNull(RECORD.get(kind)), Map.of("kind", kind.name(), "rows", rows));
    }

    /** Deletes locked keys that were created for rows that were refused. */
    void forgetUnused(Graph.Transaction transaction, KeyKind kind, Collection<String> keys) {
        transaction.run(FORGET_UNUSED, parameters(kind, keys));
    }

    private static Map<String, Object> parameters(KeyKind kind, Collection<String> keys) {
        return Map.of(
                "kind", kind.name(), "keys", keys.stream().distinct().sorted().toList());
    }

    /**
     * What is known of a key.
     *
     * @param changedAt the latest change that was applied; null if there was none
     * @param fingerprint of the row that was applied last; null if there was none
     * @param number the internal id of what it names; null if it names nothing
     * @param isDeleted whether it named a user who has deleted their account, and is erased
     */
    record Known(
            @Nullable Instant changedAt,
            @Nullable String fingerprint,
            @Nullable Long number,
            boolean isDeleted) {}

    /**
     * A change that was applied.
     *
     * @param number the internal id of what the key names; null if it names nothing any more
     */
    record Applied(
            String key,
            Instant changedAt,
            String fingerprint,
            @Nullable Long number) {}
}
