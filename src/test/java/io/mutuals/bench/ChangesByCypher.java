package io.mutuals.bench;

import io.hypersistence.tsid.TSID;
import io.mutuals.bench.Change.Accept;
import io.mutuals.bench.Change.Decline;
import io.mutuals.bench.Change.Message;
import io.mutuals.bench.Change.Profile;
import io.mutuals.bench.Change.Request;
import io.mutuals.bench.Change.Setting;
import io.mutuals.bench.Change.Unfriend;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Writes changes into Neo4j in batches, each in one transaction of one statement, which ends by naming what it changed
 * in the change log. It locks users and then conversations, in ascending order, as the server does, and writes what the
 * server reads.
 */
final class ChangesByCypher implements ChangeWriter {

    private static final int TRANSACTIONS_PER_SECOND = 100;

    /** The parameters are in one map, because Neo4j plans a statement anew for each tenfold size of a list. */
    private static final String WRITE = """
            CALL () {
              UNWIND $batch.users AS id
              MATCH (user:User {id: id})
              SET user.locked = true
              RETURN count(*) AS users
            }
            CALL () {
              UNWIND $batch.conversations AS id
              MATCH (conversation:Conversation {id: id})
              SET conversation.locked = true
              RETURN count(*) AS conversations
            }
            CALL () {
              UNWIND $batch.messages AS sent
              MATCH (conversation:Conversation {id: sent.conversationId})
              MATCH (sender:User {id: sent.senderId})
              SET conversation.lastSeq = conversation.lastSeq + 1,
                conversation.lastEvent = coalesce(conversation.lastEvent, 0) + 1,
                conversation.lastMessageAt = $now, conversation.lastEventAt = $now
              CREATE (sender)-[:SENT]->(message:Message:Event)-[:IN]->(conversation)
              SET message = sent, message.seq = conversation.lastSeq, message.event = conversation.lastEvent,
                message.sentAt = $now, message.eventAt = $now
            }
            CALL () {
              UNWIND $batch.requests AS pair
              MATCH (sender:User {id: pair[0]})
              MATCH (receiver:User {id: pair[1]})
              WHERE NOT EXISTS { (sender)-[:FRIENDS_WITH|REQUESTED]-(receiver) }
              CREATE (sender)-[:REQUESTED {at: $now}]->(receiver)
            }
            CALL () {
              UNWIND $batch.accepted AS pair
              MATCH (sender:User {id: pair[0]})-[request:REQUESTED]->(receiver:User {id: pair[1]})
              DELETE request
              SET receiver.requestsAccepted = coalesce(receiver.requestsAccepted, 0) + 1
              WITH CASE WHEN sender.id < receiver.id THEN sender ELSE receiver END AS a,
                CASE WHEN sender.id < receiver.id THEN receiver ELSE sender END AS b
              CREATE (a)-[:FRIENDS_WITH {since: $now}]->(b)
              WITH a, b
              MATCH (a)-[former:WAS_FRIENDS_WITH]-(b)
              DELETE former
            }
            CALL () {
              UNWIND $batch.declined AS pair
              MATCH (:User {id: pair[0]})-[request:REQUESTED]->(:User {id: pair[1]})
              DELETE request
            }
            CALL () {
              UNWIND $batch.ended AS pair
              MATCH (:User {id: pair[0]})-[friendship:FRIENDS_WITH]-(:User {id: pair[1]})
              WITH friendship, startNode(friendship) AS a, endNode(friendship) AS b
              MERGE (a)-[:WAS_FRIENDS_WITH]->(b)
              DELETE friendship
            }
            CALL () {
              UNWIND $batch.changed AS changed
              MATCH (user:User {id: changed.user})
              SET user += changed.set
            }
            WITH 1 AS written
            """ + ChangeLog.appending("written") + "RETURN written";

    private final Driver driver;

    private final AtomicReference<@Nullable String> refusal = new AtomicReference<>();

    ChangesByCypher(String neo4j) {
        this.driver = GraphDatabase.driver(neo4j);
    }

    @Override
    public int batch(int perSecond) {
        return Math.max(1, perSecond / TRANSACTIONS_PER_SECOND);
    }

    @Override
    public int threads() {
        return 8;
    }

    @Override
    public List<Change> make(List<Change> changes) {
        Batch batch = new Batch();
        changes.forEach(batch::add);
        Map<String, Object> parameters = new HashMap<>(ChangeLog.parameters(batch.facts));
        parameters.put("batch", batch.parameters());
        parameters.put("now", ZonedDateTime.now(ZoneOffset.UTC));
        try (var session = driver.session()) {
            session.executeWriteWithoutResult(
                    transaction -> transaction.run(WRITE, parameters).consume());
            return changes;
        } catch (Neo4jException failed) {
            refusal.compareAndSet(null, failed.toString());
            return List.of();
        }
    }

    @Override
    public @Nullable String firstRefusal() {
        return refusal.get();
    }

    @Override
    public void close() {
        driver.close();
    }

    /** The changes of one transaction. */
    private static final class Batch {

        private final Set<Long> users = new TreeSet<>();
        private final Set<Long> conversations = new TreeSet<>();
        private final List<Map<String, Object>> messages = new ArrayList<>();
        private final List<List<Long>> requests = new ArrayList<>();
        private final List<List<Long>> accepted = new ArrayList<>();
        private final List<List<Long>> declined = new ArrayList<>();
        private final List<List<Long>> ended = new ArrayList<>();
        private final List<Map<String, Object>> changed = new ArrayList<>();
        private final List<Fact> facts = new ArrayList<>();

        void add(Change change) {
            switch (change) {
                case Message(Workload.Place place) -> {
                    // Neo4j locks senders to attach their messages, in the order of the messages.
                    users.add(place.user());
                    conversations.add(place.conversation());
                    messages.add(message(place));
                    facts.add(new Fact("conversation", place.conversation()));
                    facts.add(new Fact("messages", place.conversation()));
                }
                case Request(long from, long to) -> {
                    requests.add(pair(from, to));
                    name("requests", from, to);
                }
                case Accept(long from, long to) -> {
                    accepted.add(pair(from, to));
                    name("friends", from, to);
                    name("formerFriends", from, to);
                    name("requests", from, to);
                }
                case Decline(long from, long to) -> {
                    declined.add(pair(from, to));
                    name("requests", from, to);
                }
                case Unfriend(long user, long friend) -> {
                    ended.add(pair(user, friend));
                    name("friends", user, friend);
                    name("formerFriends", user, friend);
                }
                case Profile(long user, String bio) -> set(user, Map.of("bio", bio));
                case Setting(long user, boolean readReceipts) -> set(user, Map.of("readReceipts", readReceipts));
            }
        }

        private static Map<String, Object> message(Workload.Place place) {
            long id = TSID.fast().toLong();
            return Map.of(
                    "id",
                    id,
                    "conversationId",
                    place.conversation(),
                    "senderId",
                    place.user(),
                    "clientMessageId",
                    "load test " + id,
                    "body",
                    "hello from beside the load test");
        }

        private List<Long> pair(long one, long other) {
            users.add(one);
            users.add(other);
            return List.of(one, other);
        }

        private void name(String kind, long one, long other) {
            facts.add(new Fact(kind, one));
            facts.add(new Fact(kind, other));
        }

        private void set(long user, Map<String, Object> properties) {
            users.add(user);
            changed.add(Map.of("user", user, "set", properties));
            facts.add(new Fact("user", user));
        }

        Map<String, Object> parameters() {
            return Map.of(
                    "users", List.copyOf(users),
                    "conversations", List.copyOf(conversations),
                    "messages", messages,
                    "requests", requests,
                    "accepted", accepted,
                    "declined", declined,
                    "ended", ended,
                    "changed", changed);
        }
    }
}
