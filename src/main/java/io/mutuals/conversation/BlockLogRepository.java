package io.mutuals.conversation;

import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.UserKey;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Writes blocks into the logs of conversations. */
@Repository
class BlockLogRepository {

    /** Collecting keeps what comes after it from being read before everything is locked. In a group only the two are told. */
    private static final Statement TELL = new Statement("conversations.tellOfBlock", """
            MATCH (:User {id: $viewer})-[:PARTICIPATES_IN]->(conversation:Conversation)<-[:PARTICIPATES_IN]-(:User {id: $user})
            WITH conversation
            ORDER BY conversation.id
            SET conversation.lockedAt = $now
            WITH collect(conversation) AS locked
            UNWIND locked AS conversation
            WITH conversation, coalesce(conversation.lastEvent, 0) AS last,
              CASE WHEN conversation.lastEventAt > $now THEN conversation.lastEventAt ELSE $now END AS at,
              CASE conversation.kind WHEN 'DIRECT' THEN [null] ELSE [$viewer, $user] END AS told
            SET conversation.lastEvent = last + size(told), conversation.lastEventAt = at
            WITH conversation, last, at, told
            UNWIND range(1, size(told)) AS step
            CREATE (:Event {
              conversationId: conversation.id, event: last + step, eventAt: at, type: 'AVAILABILITY_CHANGED', by: $viewer,
              onlyFor: told[step - 1]})
            RETURN DISTINCT conversation.id AS conversation, last + size(told) AS event
            """);

    /** Tells in every conversation of both that one has blocked the other, or does not any more; touches the conversations of both. */
    List<Told> tell(Transaction transaction, UserKey between) {
        return transaction.run(TELL, Map.of("viewer", between.viewer(), "user", between.user())).stream()
                .map(row -> new Told(
                        row.get("conversation").asLong(), row.get("event").asInt()))
                .toList();
    }

    /** The last event of a conversation. */
    record Told(long conversation, int event) {}
}
