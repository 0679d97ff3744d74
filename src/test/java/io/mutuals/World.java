package io.mutuals;

import static java.util.Objects.requireNonNull;

import io.mutuals.api.IdType;
import io.mutuals.security.Viewer;
import io.mutuals.user.NameFolding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import redis.clients.jedis.UnifiedJedis;

/** A fluent fixture that writes users and their relationships to the graph: {@code world.friends("ada", "ben")}. */
public class World extends VideoFixture {

    /** The instant of everything that a test does not date. */
    public static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    /** The statement of docs/design/fence.md for those who write by hand. */
    public static final String CHANGED = """
            MERGE (shard:Shard {id: 0}) SET shard.locked = true WITH count(*) AS locked
            MATCH (shard:Shard {id: 0}) SET shard.last = coalesce(shard.last, timestamp() * 1000) + 1
            """;

    private final Driver driver;
    private final UnifiedJedis redis;
    private final TestClock clock;
    private final Map<String, Long> people = new HashMap<>();
    private long next = 1;

    World(Driver driver, UnifiedJedis redis, TestClock clock) {
        this.driver = driver;
        this.redis = redis;
        this.clock = clock;
    }

    /** Empties the graph and the cache, and resets the clock. */
    public void clear() {
        clock.reset();
        clearGraph();
        redis.flushAll();
    }

    /** Empties the graph. */
    public void clearGraph() {
        run(
                "MATCH (n) WHERE NOT n:__Neo4jMigration CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS",
                Map.of());
        people.clear();
        next = 1;
    }

    /** Creates users named by their handles, unless they exist. */
    @Override
    public World people(String... handles) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String handle : handles) {
            people.computeIfAbsent(handle, made -> {
                long number = next++;
                rows.add(Map.of("id", number, "handle", made, "folded", NameFolding.fold(made)));
                return number;
            });
        }
        return runEach(
                rows,
                "CREATE (:User {id: row.id, handle: row.handle, displayName: row.handle, "
                        + "foldedName: row.folded, createdAt: $at})",
                Map.of("at", NOON.atZone(ZoneOffset.UTC)));
    }

    /** Sets the display name of {@code handle}. */
    public World named(String handle, String name) {
        people(handle);
        return run(
                "MATCH (u:User {id: $u}) SET u.displayName = $name, u.foldedName = $folded",
                Map.of("u", number(handle), "name", name, "folded", NameFolding.fold(name)));
    }

    /** Sets the birth year of {@code handle} to turn this age in the current year of the server's clock. */
    public World aged(String handle, int years) {
        people(handle);
        int year = clock.instant().atZone(ZoneOffset.UTC).getYear() - years;
        return run("MATCH (u:User {id: $u}) SET u.birthYear = $year", Map.of("u", number(handle), "year", year));
    }

    /** Sets the lowest age of the band that the OpenID provider assured for {@code handle}. */
    public World assured(String handle, int age) {
        people(handle);
        return set(handle, "assuredAge", age);
    }

    /** Runs a reading statement and returns the first column of its rows. */
    public List<Object> values(String cypher) {
        try (var session = driver.session()) {
            return session.run(cypher).list(row -> row.get(0).asObject());
        }
    }

    /** Makes {@code handle} a friend of each of {@code others}; later calls make newer friendships. */
    @Override
    public World friends(String handle, String... others) {
        people(handle).people(others);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String other : others) {
            long a = Math.min(number(handle), number(other));
            long b = Math.max(number(handle), number(other));
            rows.add(Map.of("a", a, "b", b, "since", tick().atZone(ZoneOffset.UTC)));
        }
        return runEach(
                rows,
                "MATCH (a:User {id: row.a}), (b:User {id: row.b}) MERGE (a)-[f:FRIENDS_WITH]->(b) "
                        + "SET f.since = row.since",
                Map.of());
    }

    /** Makes {@code guardian} a guardian of {@code ward}, by consent; their ages are those of the world. */
    public World guards(String guardian, String ward) {
        people(guardian, ward);
        return run(
                "MATCH (a:User {id: $a}), (b:User {id: $b}) CREATE (a)-[:GUARDS {since: $at, madeBy: 'CONSENT'}]->(b)",
                Map.of("a", number(guardian), "b", number(ward), "at", tick().atZone(ZoneOffset.UTC)));
    }

    /** Creates a friend request. */
    public World request(String from, String to, @Nullable String message) {
        people(from, to);
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("a", number(from));
        parameters.put("b", number(to));
        parameters.put("at", tick().atZone(ZoneOffset.UTC));
        parameters.put("message", message);
        return run(
                "MATCH (a:User {id: $a}), (b:User {id: $b}) MERGE (a)-[r:REQUESTED]->(b) SET r.at = $at, "
                        + "r.message = $message",
                parameters);
    }

    /** Creates a block, and removes what was between the two users. */
    public World block(String by, String other) {
        people(by, other);
        run("""
                MATCH (a:User {id: $a}), (b:User {id: $b})
                OPTIONAL MATCH (a)-[old:FRIENDS_WITH|REQUESTED|CLOSE_FRIEND]-(b)
                DELETE old
                WITH DISTINCT a, b
                MERGE (a)-[r:BLOCKED]->(b) SET r.at = $at
                """, Map.of("a", number(by), "b", number(other), "at", tick().atZone(ZoneOffset.UTC)));
        return this;
    }

    /** Dismisses {@code other} from the suggestions of {@code by}. */
    public World dismiss(String by, String other) {
        people(by, other);
        run(
                "MATCH (a:User {id: $a}), (b:User {id: $b}) MERGE (a)-[r:DISMISSED]->(b) SET r.at = $at",
                Map.of("a", number(by), "b", number(other), "at", tick().atZone(ZoneOffset.UTC)));
        return this;
    }

    /** Opens a direct conversation between two users. */
    public World direct(long conversation, String one, String other) {
        return conversation(conversation, "DIRECT", null, one, other);
    }

    /** Opens a group owned by its first member. */
    public World group(long conversation, String title, String... members) {
        return conversation(conversation, "GROUP", title, members);
    }

    private World conversation(long conversation, String kind, @Nullable String title, String... members) {
        people(members);
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("c", conversation);
        parameters.put("kind", kind);
        parameters.put("title", title);
        parameters.put("at", tick().atZone(ZoneOffset.UTC));
        parameters.put("pair", kind.equals("DIRECT") ? pair(members[0], members[1]) : null);
        run(
                "CREATE (:Conversation {id: $c, kind: $kind, title: $title, pairKey: $pair, "
                        + "createdAt: $at, lastSeq: 0})",
                parameters);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String member : members) {
            boolean owns = kind.equals("GROUP") && member.equals(members[0]);
            rows.add(Map.of(
                    "u", number(member), "role", owns ? "OWNER" : "MEMBER", "at", tick().atZone(ZoneOffset.UTC)));
        }
        return runEach(
                rows,
                "MATCH (u:User {id: row.u}), (c:Conversation {id: $c}) "
                        + "CREATE (u)-[:PARTICIPATES_IN {role: row.role, joinedAt: row.at, lastReadSeq: 0, "
                        + "state: 'ACTIVE'}]->(c)",
                Map.of("c", conversation));
    }

    private String pair(String one, String other) {
        return Math.min(number(one), number(other)) + ":" + Math.max(number(one), number(other));
    }

    /** Stores messages in order; bypasses the API, so it writes no event. */
    public World says(long conversation, String sender, String... bodies) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String body : bodies) {
            rows.add(Map.of("body", body, "at", tick().atZone(ZoneOffset.UTC)));
        }
        return runEach(rows, """
                MATCH (u:User {id: $u}), (c:Conversation {id: $c})
                SET c.lastSeq = c.lastSeq + 1, c.lastMessageAt = row.at
                CREATE (u)-[:SENT]->(:Message {id: $c * 10000 + c.lastSeq, conversationId: $c, seq: c.lastSeq,
                  senderId: $u, clientMessageId: toString(c.lastSeq), body: row.body, sentAt: row.at})-[:IN]->(c)
                """, Map.of("u", number(sender), "c", conversation));
    }

    /** Sends a message that shares a video. */
    public World shares(long conversation, String sender, long video) {
        says(conversation, sender, "look");
        return run(
                "MATCH (c:Conversation {id: $c}) MATCH (m:Message {conversationId: $c, "
                        + "seq: c.lastSeq}), (v:Video {id: $v}) CREATE (m)-[:SHARES]->(v) SET m.aboutVideoId = v.id",
                Map.of("c", conversation, "v", video));
    }

    /** Sends a message about a part of a video, given in milliseconds. */
    public World saysAt(long conversation, String sender, String body, long video, int startMs, int endMs) {
        says(conversation, sender, body);
        return run(
                "MATCH (c:Conversation {id: $c}) MATCH (m:Message {conversationId: $c, seq: c.lastSeq}) "
                        + "SET m.aboutVideoId = $v, m.anchorVideoId = $v, m.anchorStartMs = $start, "
                        + "m.anchorEndMs = $end",
                Map.of("c", conversation, "v", video, "start", startMs, "end", endMs));
    }

    /** Sends a reply to the message {@code seq}. */
    public World replies(long conversation, String sender, String body, int seq) {
        says(conversation, sender, body);
        return run(
                "MATCH (c:Conversation {id: $c}) MATCH (m:Message {conversationId: $c, seq: c.lastSeq}), "
                        + "(answered:Message {conversationId: $c, seq: $seq}) CREATE (m)-[:REPLIES_TO]->(answered)",
                Map.of("c", conversation, "seq", seq));
    }

    /** Marks the message {@code seq} as unsent; unlike the API, keeps its body. */
    public World unsent(long conversation, int seq) {
        return run(
                "MATCH (m:Message {conversationId: $c, seq: $seq}) SET m.unsentAt = $at",
                Map.of("c", conversation, "seq", seq, "at", tick().atZone(ZoneOffset.UTC)));
    }

    /** Marks messages up to {@code seq} as read by {@code handle}. */
    public World readUpTo(String handle, long conversation, int seq) {
        return run(
                "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p.lastReadSeq = $seq",
                Map.of("u", number(handle), "c", conversation, "seq", seq));
    }

    /** Returns the API id of the message {@code seq} of a conversation of this world. */
    public String message(long conversation, int seq) {
        return id("msg", conversation * 10_000 + seq);
    }

    /** Invalidates every ranking, as a block does; cursors stay valid. */
    public World forgetLatestRankings() {
        redis.keys("mutuals:suggestion:*").forEach(key -> redis.hincrBy(key, "invalid", 1));
        return this;
    }

    /** Empties a token bucket. */
    public World emptyBucket(String bucket) {
        redis.hset(
                bucket, Map.of("left", "0", "at", Long.toString(clock.instant().toEpochMilli())));
        return this;
    }

    /** Deletes everything in Redis. */
    public World forgetEverythingCached() {
        redis.flushAll();
        return this;
    }

    /** Puts {@code others} into the address book of {@code handle}; all of them opt in to contact matching. */
    public World knows(String handle, String... others) {
        people(handle).people(others);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String other : others) {
            if (!other.equals(handle)) {
                rows.add(Map.of("b", number(other)));
            }
        }
        return runEach(
                rows,
                "MATCH (a:User {id: $a}), (b:User {id: row.b}) MERGE (a)-[:KNOWS]->(b)",
                Map.of("a", number(handle)));
    }

    /** Sets a property of {@code handle}, such as a setting; null removes it. */
    public World set(String handle, String property, @Nullable Object value) {
        people(handle);
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("u", number(handle));
        parameters.put("value", value);
        return run("MATCH (u:User {id: $u}) SET u.%s = $value".formatted(property), parameters);
    }

    /** Adds {@code handle} to a group. */
    public World joins(String handle, long conversation) {
        people(handle);
        return run(
                "MATCH (u:User {id: $u}), (c:Conversation {id: $c}) "
                        + "CREATE (u)-[:PARTICIPATES_IN {role: 'MEMBER', joinedAt: $at, lastReadSeq: 0, "
                        + "state: 'ACTIVE'}]->(c)",
                Map.of("u", number(handle), "c", conversation, "at", tick().atZone(ZoneOffset.UTC)));
    }

    /** Sets the state of {@code handle} in a conversation: ACTIVE, REQUEST or DECLINED. */
    public World state(String handle, long conversation, String state) {
        return run(
                "MATCH (:User {id: $u})-[p:PARTICIPATES_IN]->(:Conversation {id: $c}) SET p.state = $state",
                Map.of("u", number(handle), "c", conversation, "state", state));
    }

    /** Runs a writing statement for each row, in order, in one transaction. */
    private World runEach(List<Map<String, Object>> rows, String cypher, Map<String, Object> parameters) {
        if (rows.isEmpty()) {
            return this;
        }
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("rows", rows);
        return run("UNWIND $rows AS row CALL (row) { " + cypher + " }", all);
    }

    /** Runs an arbitrary writing statement, and tells servers with entries in memory, as a person at a console does. */
    @Override
    public World run(String cypher, Map<String, ? extends @Nullable Object> parameters) {
        try (var session = driver.session()) {
            DeadlockRetry.run(() ->
                    session.run(cypher, new HashMap<String, Object>(parameters)).consume());
            DeadlockRetry.run(() -> session.run(CHANGED).consume());
        }
        return this;
    }

    /** Returns the {@code seq}s of the messages of a conversation, ascending. */
    public List<Object> seqs(long conversation) {
        return values("MATCH (m:Message {conversationId: %d}) RETURN m.seq ORDER BY m.seq".formatted(conversation));
    }

    /** Returns the {@code seq}s of the events of a conversation, ascending. */
    public List<Object> events(long conversation) {
        return values("MATCH (e:Event {conversationId: %d}) RETURN e.event ORDER BY e.event".formatted(conversation));
    }

    /** Returns the numeric id of a user of this world. */
    @Override
    public long number(String handle) {
        return requireNonNull(people.get(handle), () -> "There is no " + handle);
    }

    /** Returns the handle of a user of this world. */
    public String handle(long number) {
        return people.entrySet().stream()
                .filter(person -> person.getValue() == number)
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow();
    }

    /** Returns the API id of a user of this world. */
    public String id(String handle) {
        return Viewer.USER_ID.encode(number(handle));
    }

    /** Returns the API id of a type prefix and a numeric id. */
    public static String id(String prefix, long number) {
        return new IdType(prefix).encode(number);
    }

    @Override
    Instant tick() {
        return NOON.plusSeconds(next++);
    }
}
