package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.UserKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Finds and creates the direct conversation of two users. */
@Repository
class DirectRepository {

    private static final Statement BETWEEN = new Statement("directs.between", """
            UNWIND $keys AS key
            MATCH (conversation:Conversation {pairKey: key.pair})
            MATCH (:User {id: key.viewer})-[part:PARTICIPATES_IN]->(conversation)
            WHERE part.state IS NULL OR part.state <> 'DECLINED'
            RETURN key.index AS index, conversation.id AS number
            """);

    /** Reopens a conversation that the viewer had declined, provided that the viewer could open a new one. */
    private static final Statement REOPEN = new Statement("directs.reopen", """
            MATCH (conversation:Conversation {pairKey: $pair})
            SET conversation.locked = true
            WITH conversation
            MATCH (:User {id: $viewer})-[part:PARTICIPATES_IN]->(conversation)
            WHERE $mayMessage OR part.state IS NULL OR part.state <> 'DECLINED'
            WITH conversation, part, part.state = 'DECLINED' OR NOT part.opened AS back,
              CASE WHEN conversation.lastEventAt > $now THEN conversation.lastEventAt ELSE $now END AS at
            CALL (conversation, part, back, at) {
              WITH conversation, part, at
              WHERE back
              SET part.opened = CASE WHEN part.opened IS NULL THEN null ELSE true END,
                part.state = CASE part.state WHEN 'DECLINED' THEN 'ACTIVE' ELSE part.state END,
                part.goneEvent = null, part.goneAt = null,
                conversation.lastEvent = conversation.lastEvent + 1, conversation.lastEventAt = at
              CREATE (:Event {
                conversationId: conversation.id, event: conversation.lastEvent, eventAt: at,
                  type: 'AVAILABILITY_CHANGED',
                by: $viewer})
            }
            RETURN conversation.id AS number, back
            """);

    private static final Statement OPEN = new Statement("directs.open", """
            MATCH (viewer:User {id: $viewer})
            MATCH (user:User {id: $user})
            CREATE (conversation:Conversation {
              id: $number, kind: 'DIRECT', pairKey: $pair, createdAt: $now, lastSeq: 0, lastEvent: 1,
                lastEventAt: $now})
            CREATE (:Event {
              conversationId: $number, event: 1, eventAt: $now, type: 'OWN_STATE_CHANGED', by: $viewer,
                onlyFor: $viewer})
            CREATE (viewer)-[:PARTICIPATES_IN {
              role: 'MEMBER', state: 'ACTIVE', joinedAt: $now, lastReadSeq: 0, deliveredSeq: 0,
                opened: true}]->(conversation)
            CREATE (user)-[:PARTICIPATES_IN {
              role: 'MEMBER', state: $state, joinedAt: $now, lastReadSeq: 0, deliveredSeq: 0,
                opened: false}]->(conversation)
            """);

    private final Graph graph;
    private final ChangeLog log;

    DirectRepository(Graph graph, ChangeLog log) {
        this.graph = graph;
        this.log = log;
    }

    /**
     * Reads the number of the direct conversation for each pair; a pair without one, or whose viewer declined it, has
     * no answer.
     */
    Map<UserKey, Long> between(Set<UserKey> keys) {
        return graph.readByKey(
                BETWEEN,
                keys,
                key -> Map.of("viewer", key.viewer().value(), "pair", pair(key)),
                Map.of(),
                (key, row) -> row.get("number").asLong());
    }

    /**
     * Returns the number of the direct conversation, which the viewer takes part in from now on. Both users must be
     * locked. If there is one, this must be the last of a transaction, because it appends to the change log.
     *
     * @param mayMessage whether the viewer may write to the other user, and so may reopen a declined conversation
     * @return empty when there is none that the viewer may open
     */
    Optional<Long> reopen(Transaction transaction, UserKey between, boolean mayMessage) {
        List<Record> found = transaction.run(
                REOPEN, Map.of("pair", pair(between), "viewer", between.viewer().value(), "mayMessage", mayMessage));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        long number = found.getFirst().get("number").asLong();
        if (found.getFirst().get("back").asBoolean(false)) {
            log.append(transaction, List.of(ConversationsInMemory.conversation(new ConversationId(number))));
        }
        return Optional.of(number);
    }

    /**
     * Creates the direct conversation of two users who have none. Both users must be locked. Must be the last of a
     * transaction, because it appends to the change log.
     */
    void open(Transaction transaction, long number, UserKey between, ParticipantState other) {
        transaction.run(
                OPEN,
                Map.of(
                        "number",
                        number,
                        "pair",
                        pair(between),
                        "viewer",
                        between.viewer().value(),
                        "user",
                        between.user().value(),
                        "state",
                        other.name()));
        log.append(
                transaction,
                List.of(
                        ConversationsInMemory.conversation(new ConversationId(number)),
                        ConversationsInMemory.participations(between.viewer()),
                        ConversationsInMemory.participations(between.user())));
    }

    private static String pair(UserKey between) {
        return Math.min(between.viewer().value(), between.user().value()) + ":"
                + Math.max(between.viewer().value(), between.user().value());
    }
}
