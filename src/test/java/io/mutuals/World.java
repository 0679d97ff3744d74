package io.mutuals;

import static java.util.Objects.requireNonNull;

import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.neo4j.driver.Driver;
import org.springframework.boot.test.context.TestComponent;
import redis.clients.jedis.UnifiedJedis;

/** Puts people and what lies between them into the graph, in words: {@code world.friends("ada", "ben")}. */
@TestComponent
public class World {

    /** The instant at which everything happens unless a test says otherwise. */
    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final Driver driver;
    private final UnifiedJedis redis;
    private final Map<String, Long> people = new HashMap<>();
    private long next = 1;

    World(Driver driver, UnifiedJedis redis) {
        this.driver = driver;
        this.redis = redis;
    }

    /** Empties the graph and the cache. */
    public void clear() {
        run("MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS", Map.of());
        redis.flushAll();
        people.clear();
        next = 1;
    }

    /** Makes people who show their handle as their name, unless they are there already. */
    public World people(String... handles) {
        for (String handle : handles) {
            people.computeIfAbsent(handle, made -> {
                long number = next++;
                run(
                        "CREATE (:User {id: $id, handle: $handle, displayName: $handle, createdAt: $at})",
                        Map.of("id", number, "handle", made, "at", NOON.atZone(ZoneOffset.UTC)));
                return number;
            });
        }
        return this;
    }

    /** Makes {@code handle} a friend of each of {@code others}; later calls make newer friendships. */
    public World friends(String handle, String... others) {
        people(handle).people(others);
        for (String other : others) {
            long a = Math.min(number(handle), number(other));
            long b = Math.max(number(handle), number(other));
            run(
                    "MATCH (a:User {id: $a}), (b:User {id: $b}) MERGE (a)-[f:FRIENDS_WITH]->(b) SET f.since = $since",
                    Map.of("a", a, "b", b, "since", tick().atZone(ZoneOffset.UTC)));
        }
        return this;
    }

    /** {@code from} has asked {@code to} to be friends. */
    public World request(String from, String to, String message) {
        people(from, to);
        run(
                "MATCH (a:User {id: $a}), (b:User {id: $b}) MERGE (a)-[r:REQUESTED]->(b) SET r.at = $at, r.message = $message",
                Map.of("a", number(from), "b", number(to), "at", tick().atZone(ZoneOffset.UTC), "message", message));
        return this;
    }

    /** {@code by} blocks {@code other}, which ends what was between them. */
    public World block(String by, String other) {
        people(by, other);
        run(
                """
                MATCH (a:User {id: $a}), (b:User {id: $b})
                OPTIONAL MATCH (a)-[old:FRIENDS_WITH|REQUESTED]-(b)
                DELETE old
                WITH DISTINCT a, b
                MERGE (a)-[r:BLOCKED]->(b) SET r.at = $at
                """,
                Map.of("a", number(by), "b", number(other), "at", tick().atZone(ZoneOffset.UTC)));
        return this;
    }

    /** {@code by} does not want {@code other} suggested. */
    public World dismiss(String by, String other) {
        people(by, other);
        run(
                "MATCH (a:User {id: $a}), (b:User {id: $b}) MERGE (a)-[r:DISMISSED]->(b) SET r.at = $at",
                Map.of("a", number(by), "b", number(other), "at", tick().atZone(ZoneOffset.UTC)));
        return this;
    }

    /** Forgets which ranking is each viewer's latest, as its expiry does; cursors stay good. */
    public World forgetLatestRankings() {
        redis.keys("mutuals:suggestion:*").stream().filter(key -> !key.contains("#")).forEach(redis::del);
        return this;
    }

    /** Loses everything that is in Redis. */
    public World forgetEverythingCached() {
        redis.flushAll();
        return this;
    }

    /** Runs any writing statement, for what has no words here. */
    public World run(String cypher, Map<String, Object> parameters) {
        try (var session = driver.session()) {
            session.run(cypher, parameters).consume();
        }
        return this;
    }

    /** The number of a person made here. */
    public long number(String handle) {
        return requireNonNull(people.get(handle), () -> "There is no " + handle);
    }

    /** The API's id of a person made here. */
    public String id(String handle) {
        return Viewer.USER_ID.encode(number(handle));
    }

    /** The API's id of anything. */
    public static String id(String prefix, long number) {
        return new IdType(prefix).encode(number);
    }

    private Instant tick() {
        return NOON.plusSeconds(next++);
    }
}
