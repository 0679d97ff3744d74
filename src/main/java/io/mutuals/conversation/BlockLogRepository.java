package io.mutuals.conversation;

import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.UserKey;
import java.util.List;
import org.springframework.stereotype.Repository;

/** Records the beginning and end of blocks in the event logs of conversations. */
@Repository
class BlockLogRepository {

    /**
     * {@code collect} is a barrier: nothing after it is read before everything is locked. In a group, only the two
     * users see the event.
     */
    private static final Statement RECORD = new Statement("conversations.recordBlock", """
            MATCH (:User {id: $viewer})-[:PARTICIPATES_IN]->(conversation:Conversation)<-[:PARTICIPATES_IN]-(:User
              {id: $user})
            WITH conversation
            ORDER BY conversation.id
            SET conversation.locked = true
            WITH collect(conversation) AS locked
            UNWIND locked AS conversation
            WITH conversation, coalesce(conversation.lastEvent, 0) AS last,
              CASE WHEN conversation.lastEventAt > $now THEN conversation.lastEventAt ELSE $now END AS at,
              CASE conversation.kind WHEN 'DIRECT' THEN [null] ELSE [$viewer, $user] END AS told
            SET conversation.lastEvent = last + size(told), conversation.lastEventAt = at
            WITH conversation, last, at, told
            UNWIND range(1, size(told)) AS step
            CREATE (:Event {
              conversationId: conversation.id, event: last + step, eventAt: at, type: 'AVAILABILITY_CHANGED',
                by: $viewer,
              onlyFor: told[step - 1]})
            RETURN DISTINCT conversation.id AS conversation, last + size(told) AS event
            """);

    /**
     * Adds an event to every conversation of both users, when one blocks the other or ends the block; touches all
     * conversations of both.
     *
     * @return one for each conversation
     */
    List<Recorded> record(Transaction transaction, UserKey between) {
        return transaction.run(RECORD, between.parameters()).stream()
                .map(row -> new Recorded(
                        row.get("conversation").asLong(), row.get("event").asInt()))
                .toList();
    }

    /**
     * A conversation that got an event.
     *
     * @param event the number of its last event
     */
    record Recorded(long conversation, int event) {}
}
