package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Events;
import io.mutuals.api.UserId;
import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.DepartureHook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.neo4j.driver.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells the conversations of a user who leaves or returns, so that the devices of the others read them again: the first
 * at once, and the others in the background. What is answered does not depend on it.
 */
@Component
class AbsenceEvents extends RetentionLoop implements DepartureHook {

    private static final Logger log = LoggerFactory.getLogger(AbsenceEvents.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int MOST = 100;

    /** A conversation is told as often as the user has another state than when it was told before. */
    private static final Statement TELL = new Statement("conversations.tellAbsence", """
            MATCH (user:User {id: $user})-[part:PARTICIPATES_IN]->(conversation:Conversation)
            WHERE (part.toldAbsent IS NOT NULL) <> (user:Absent)
            WITH user, conversation
            ORDER BY conversation.id
            LIMIT $most
            SET conversation.locked = true
            WITH user, collect(conversation) AS locked
            UNWIND locked AS conversation
            MATCH (user)-[part:PARTICIPATES_IN]->(conversation)
            WITH user, part, conversation,
              CASE WHEN conversation.lastEventAt > $now THEN conversation.lastEventAt ELSE $now END AS at
            SET part.toldAbsent = CASE WHEN user:Absent THEN true ELSE null END,
              conversation.lastEvent = coalesce(conversation.lastEvent, 0) + 1, conversation.lastEventAt = at
            CREATE (:Event {
              conversationId: conversation.id, event: conversation.lastEvent, eventAt: at,
              type: 'AVAILABILITY_CHANGED', by: $user})
            RETURN conversation.id AS conversation, conversation.lastEvent AS event,
              COLLECT {
                MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
                WHERE NOT other:Absent
                RETURN other.id
              } AS participants
            """);

    private static final Statement TOLD = new Statement("conversations.toldAbsence", """
            MATCH (user:Untold {id: $user})
            SET user.locked = true
            WITH user
            WHERE NOT EXISTS {
              MATCH (user)-[part:PARTICIPATES_IN]->(:Conversation)
              WHERE (part.toldAbsent IS NOT NULL) <> (user:Absent)
            }
            REMOVE user:Untold
            """);

    private static final Statement NEXT = new Statement("conversations.untoldAbsence", """
            MATCH (user:Untold)
            RETURN user.id AS user
            LIMIT 1
            """);

    private final Graph graph;
    private final ChangeLog changes;
    private final Events events;
    private final InstantSource clock;

    AbsenceEvents(Graph graph, ChangeLog changes, Events events, ReplicaLease lease, InstantSource clock) {
        super(
                "absence-events",
                "Devices are not told that users have left or returned; the next run tries again",
                lease,
                "conversations:absence",
                EVERY);
        this.graph = graph;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void presenceChanged(UserId user) {
        try {
            tell(user);
        } catch (RuntimeException failure) {
            log.warn("Conversations were not told that a user left or returned; the background does it", failure);
        }
    }

    @Override
    protected boolean deleteBatch() {
        List<Record> next = graph.read(NEXT, Map.of());
        next.forEach(row -> tell(new UserId(row.get("user").asLong())));
        return !next.isEmpty();
    }

    private void tell(UserId user) {
        List<Record> told = graph.write(TELL.name(), transaction -> {
            List<Record> rows = transaction.run(TELL, Map.of("user", user.value(), "most", MOST));
            changes.append(
                    transaction,
                    rows.stream()
                            .map(row -> ConversationsInMemory.conversation(conversation(row)))
                            .toList());
            return rows;
        });
        told.forEach(row -> events.publish(new ConversationChanged(
                conversation(row), row.get("event").asInt(), participants(row), clock.instant())));
        if (told.size() < MOST) {
            graph.write(TOLD.name(), transaction -> transaction.run(TOLD, Map.of("user", user.value())));
        }
    }

    private static ConversationId conversation(Record row) {
        return new ConversationId(row.get("conversation").asLong());
    }

    private static Set<UserId> participants(Record row) {
        return row.get("participants").asList(user -> new UserId(user.asLong())).stream()
                .collect(Collectors.toSet());
    }
}
