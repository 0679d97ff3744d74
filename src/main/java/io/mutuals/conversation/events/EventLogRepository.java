package io.mutuals.conversation.events;

import io.mutuals.api.ConversationId;
import io.mutuals.api.MessageId;
import io.mutuals.api.UserId;
import io.mutuals.conversation.ConversationVisibility;
import io.mutuals.conversation.EventType;
import io.mutuals.conversation.events.ConversationEvent.ConversationGone;
import io.mutuals.conversation.events.ConversationEvent.ConversationUpdated;
import io.mutuals.conversation.events.ConversationEvent.MessageChanged;
import io.mutuals.conversation.events.ConversationEvent.MessageSent;
import io.mutuals.conversation.events.ConversationEvent.ParticipantChanged;
import io.mutuals.conversation.events.ConversationEvent.ReadStateChanged;
import io.mutuals.conversation.events.EventLogs.Entry;
import io.mutuals.conversation.events.EventLogs.Log;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the event logs of conversations. */
@Repository
class EventLogRepository {

    /**
     * The most events of one conversation in a read: after a long absence, many conversations have many events each.
     */
    private static final int MAX_EVENTS_PER_CONVERSATION = 50;

    /** Touches one row for each conversation of the viewer, and the new events of those that changed. */
    private static final Statement OF_ALL = statement("events.ofAll", """
            MATCH (viewer)-[part:PARTICIPATES_IN|LEFT]->(conversation:Conversation)
            WHERE conversation.lastEventAt > key.since AND (type(part) = 'PARTICIPATES_IN' OR part.at > key.since)
            """);

    /** Touches the new events of one conversation. */
    private static final Statement OF_ONE = statement("events.ofOne", """
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH (viewer)-[part:PARTICIPATES_IN|LEFT]->(conversation)
            """);

    private final Graph graph;

    EventLogRepository(Graph graph) {
        this.graph = graph;
    }

    private static Statement statement(String name, String conversations) {
        return new Statement(
                name,
                Cypher.of("""
                {forEachKey}
                RETURN key.index AS index, key.conversation IS NULL OR EXISTS {
                  MATCH (conversation:Conversation {id: key.conversation})
                  MATCH {maySeeConversation}
                } AS exists, COLLECT {
                  {conversations}
                  WITH key, viewer, hidden, part, conversation, key.seen[toString(conversation.id)] AS seen,
                    coalesce(conversation.lastEvent, 0) AS head
                  WHERE head > coalesce(seen, 0)
                  WITH key, viewer, hidden, part, conversation, head,
                    CASE WHEN seen IS NOT NULL THEN seen ELSE coalesce(head(COLLECT {
                      MATCH (known:Event {conversationId: conversation.id})
                      WHERE known.eventAt <= key.since
                      WITH known
                      ORDER BY known.eventAt DESC, known.event DESC
                      LIMIT 1
                      RETURN known.event
                    }), 0) END AS known,
                    CASE
                      WHEN type(part) = 'LEFT' THEN {event: part.event, at: part.at}
                      WHEN part.state = 'DECLINED' THEN {event: part.goneEvent, at: part.goneAt}
                      WHEN NOT ({exists}) THEN {event: head, at: conversation.lastEventAt}
                    END AS gone
                  WITH key, viewer, part, conversation, head, gone,
                    [0] + [one IN hidden | one.id] + COLLECT {
                      MATCH (conversation)<-[:PARTICIPATES_IN|LEFT]-(other:Absent)
                      RETURN other.id
                    } AS hiddenIds,
                    CASE WHEN part.eventFrom > known + 1 THEN part.eventFrom - 1 ELSE known END AS base
                  RETURN {
                    conversation: conversation.id, head: head, base: base, gone: gone,
                    events: COLLECT {
                      MATCH (event:Event {conversationId: conversation.id})
                      WHERE gone IS NULL AND event.eventAt > key.since AND event.event > base
                      WITH event
                      ORDER BY event.eventAt, event.event
                      LIMIT $limit
                      RETURN event {.event, .eventAt, .type, .user, .by, .message, .id, .senderId,
                        shown: (event.onlyFor IS NULL OR event.onlyFor = viewer.id)
                          AND coalesce(event.seq, event.messageSeq, conversation.lastSeq + 1) > {hiddenUpTo}
                          AND (event.user IS NULL OR NOT event.user IN hiddenIds)
                          AND (event.type IS NULL OR event.type <> 'REACTIONS_CHANGED' OR NOT event.by IN hiddenIds)
                          AND (event.type IS NULL OR event.type <> 'READ_STATE_CHANGED' OR event.user = viewer.id
                            OR EXISTS {
                            MATCH (reader:User {id: event.user})-[theirs:PARTICIPATES_IN]->(conversation)
                            WHERE theirs.state = 'ACTIVE' AND {readReceiptsReader} AND {readReceiptsViewer}
                          })}
                    }
                  }
                } AS logs
                """)
                        .with("forEachKey", Visibility.FOR_EACH_KEY)
                        .with("conversations", conversations.strip())
                        .with("exists", ConversationVisibility.EXISTS)
                        .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                        .with("readReceiptsReader", PrivacySetting.READ_RECEIPTS.of("reader"))
                        .with("readReceiptsViewer", PrivacySetting.READ_RECEIPTS.of("viewer"))
                        .with("maySeeConversation", ConversationVisibility.OF_VIEWER));
    }

    /**
     * Reads the event logs for each key: one statement for all keys of single conversations, another for all keys of
     * whole inboxes. A key whose viewer has no account has no answer.
     */
    Map<EventLogKey, EventLogs> read(Set<EventLogKey> keys) {
        Map<EventLogKey, EventLogs> answers = new HashMap<>();
        keys.stream()
                .collect(Collectors.partitioningBy(key -> key.conversation() == null))
                .forEach((inboxes, group) -> {
                    if (!group.isEmpty()) {
                        int limit = Math.min(
                                        MAX_EVENTS_PER_CONVERSATION,
                                        group.stream()
                                                .mapToInt(EventLogKey::limit)
                                                .max()
                                                .orElseThrow())
                                + 1;
                        answers.putAll(graph.readByKey(
                                inboxes ? OF_ALL : OF_ONE,
                                group,
                                EventLogRepository::row,
                                Map.of("limit", limit),
                                (key, row) -> logs(key, row, limit)));
                    }
                });
        return answers;
    }

    /** A conversation that no longer exists for the viewer still counts as existing in the read that tells so. */
    private static EventLogs logs(EventLogKey key, Record row, int limit) {
        List<Log> logs = row.get("logs").asList(log -> log(key, log, limit));
        boolean ends = logs.stream()
                .flatMap(log -> log.entries().stream())
                .anyMatch(entry -> entry.shown() instanceof ConversationGone);
        return new EventLogs(ends || row.get("exists").asBoolean(), logs);
    }

    private static Map<String, @Nullable Object> row(EventLogKey key) {
        Map<String, Object> seen = new HashMap<>();
        key.after().seen().forEach((number, last) -> seen.put(Long.toString(number), last.event()));
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer().value());
        ConversationId conversation = key.conversation();
        row.put("conversation", conversation == null ? null : conversation.value());
        row.put("since", Times.parameter(key.after().since()));
        row.put("seen", seen);
        return row;
    }

    private static Log log(EventLogKey key, Value found, int limit) {
        long conversation = found.get("conversation").asLong();
        int base = found.get("base").asInt();
        Value gone = found.get("gone");
        if (!gone.isNull()) {
            return gone(key, conversation, base, gone);
        }
        List<Entry> entries = found.get("events").asList(event -> entry(new ConversationId(conversation), event));
        return new Log(conversation, base, found.get("head").asInt(), entries, entries.size() == limit);
    }

    /** The only event of a conversation that no longer exists for the viewer is that it is gone, told once. */
    private static Log gone(EventLogKey key, long conversation, int base, Value gone) {
        int number = gone.get("event").asInt();
        Instant at = Times.instant(gone.get("at"));
        boolean told = number <= base || !at.isAfter(key.after().since());
        return told
                ? new Log(conversation, base, base, List.of(), false)
                : new Log(
                        conversation,
                        number - 1,
                        number,
                        List.of(new Entry(number, at, new ConversationGone(new ConversationId(conversation), at))),
                        false);
    }

    private static Entry entry(ConversationId conversation, Value event) {
        Instant at = Times.instant(event.get("eventAt"));
        return new Entry(
                event.get("event").asInt(),
                at,
                event.get("shown").asBoolean(false) ? shown(conversation, at, event) : null);
    }

    private static ConversationEvent shown(ConversationId conversation, Instant at, Value event) {
        EventType type = event.get("type").isNull()
                ? EventType.MESSAGE_SENT
                : EventType.valueOf(event.get("type").asString());
        return switch (type) {
            case MESSAGE_SENT ->
                new MessageSent(
                        conversation,
                        at,
                        new MessageId(event.get("id").asLong()),
                        new UserId(event.get("senderId").asLong()));
            case MESSAGE_EDITED, MESSAGE_UNSENT, REACTIONS_CHANGED ->
                new MessageChanged(
                        conversation, at, new MessageId(event.get("message").asLong()), type);
            case PARTICIPANT_ADDED, PARTICIPANT_LEFT, PARTICIPANT_REMOVED, ROLE_CHANGED ->
                new ParticipantChanged(
                        conversation,
                        at,
                        new UserId(event.get("user").asLong()),
                        event.get("by").isNull()
                                ? null
                                : new UserId(event.get("by").asLong()),
                        type);
            case READ_STATE_CHANGED ->
                new ReadStateChanged(
                        conversation, at, new UserId(event.get("user").asLong()));
            case DETAILS_CHANGED, OWN_STATE_CHANGED, AVAILABILITY_CHANGED -> new ConversationUpdated(conversation, at);
        };
    }
}
