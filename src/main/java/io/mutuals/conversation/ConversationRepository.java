package io.mutuals.conversation;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.graph.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads conversations and who takes part in them. */
@Repository
class ConversationRepository {

    private static final Statement INBOX = new Statement("conversations.inbox", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            CALL (viewer, key) {
              MATCH %1$s
              WITH viewer, part, conversation, key,
                coalesce(conversation.lastMessageAt, conversation.createdAt) AS at
              WHERE key.number IS NULL OR at < key.at OR (at = key.at AND conversation.id < key.number)
              WITH viewer, part, conversation, key, at
              ORDER BY at DESC, conversation.id DESC
              LIMIT $limit
              OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
              WHERE key.withLastMessage
              OPTIONAL MATCH (sender:User)-[:SENT]->(last)
              WHERE %2$s
              RETURN collect({
                at: at,
                conversation: %3$s,
                last: CASE WHEN last IS NULL THEN null ELSE %4$s END,
                sender: CASE WHEN sender IS NULL THEN null ELSE %5$s END
              }) AS conversations
            }
            RETURN key.index AS index, conversations,
              CASE WHEN key.counted THEN COUNT { MATCH %1$s } END AS total
            """.formatted(
                    ConversationVisibility.OF_VIEWER,
                    Visibility.maySee("viewer", "sender"),
                    Conversation.projection("conversation", "part", "viewer"),
                    Message.projection("last"),
                    User.projection("sender")));

    private static final Statement BY_NUMBER = new Statement("conversations.byNumber", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH %1$s
            OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
            OPTIONAL MATCH (sender:User)-[:SENT]->(last)
            WHERE %2$s
            RETURN key.index AS index, %3$s AS conversation,
              CASE WHEN last IS NULL THEN null ELSE %4$s END AS last,
              CASE WHEN sender IS NULL THEN null ELSE %5$s END AS sender
            """.formatted(
                    ConversationVisibility.OF_VIEWER,
                    Visibility.maySee("viewer", "sender"),
                    Conversation.projection("conversation", "part", "viewer"),
                    Message.projection("last"),
                    User.projection("sender")));

    private static final String PARTICIPANTS = """
            MATCH (conversation)<-[part:PARTICIPATES_IN]-(user:User)
            WHERE %s""".formatted(Visibility.maySee("viewer", "user"));

    private static final Statement PARTICIPANTS_PAGE = new Statement(
            "conversations.participants", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (conversation:Conversation {id: key.conversation})
            CALL (viewer, conversation, key) {
              %1$s
                AND (key.number IS NULL OR part.joinedAt > key.at OR (part.joinedAt = key.at AND user.id > key.number))
              WITH part, user
              ORDER BY part.joinedAt, user.id
              LIMIT $limit
              RETURN collect(%2$s) AS participants
            }
            RETURN key.index AS index, participants, CASE WHEN key.counted THEN COUNT { %1$s } END AS total
            """.formatted(PARTICIPANTS, Participant.projection("part", "user")));

    private static final Statement UNREAD =
            new Statement("conversations.unread", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            OPTIONAL MATCH %s
              AND conversation.lastSeq > part.lastReadSeq
            RETURN key.index AS index, count(conversation) AS conversations,
              sum(conversation.lastSeq - part.lastReadSeq) AS messages
            """.formatted(ConversationVisibility.OF_VIEWER));

    private final Graph graph;

    ConversationRepository(Graph graph) {
        this.graph = graph;
    }

    /** One page for each key; touches every conversation of the viewer, and the last message of those on the page. */
    Map<InboxKey, Connection<Conversation, Edge.Plain<Conversation>>> inbox(Set<InboxKey> keys) {
        int limit = keys.stream().mapToInt(InboxKey::first).max().orElseThrow() + 1;
        return graph.readByKey(
                INBOX,
                keys,
                key -> {
                    Map<String, @Nullable Object> row = new HashMap<>();
                    row.put("viewer", key.viewer());
                    row.put("withLastMessage", key.withLastMessage());
                    row.put("counted", key.counted());
                    row.put(
                            "at",
                            key.after() == null
                                    ? null
                                    : Times.parameter(key.after().at()));
                    row.put("number", key.after() == null ? null : key.after().number());
                    return row;
                },
                Map.of("limit", limit),
                ConversationRepository::inboxPage);
    }

    /** The conversations that exist for the viewers, with their last messages. */
    Map<ConversationKey, Conversation> byNumber(Set<ConversationKey> keys) {
        return graph.readByKey(
                BY_NUMBER,
                keys,
                key -> Map.of("viewer", key.viewer(), "conversation", key.conversation()),
                Map.of(),
                (key, row) -> conversation(row.get("conversation"), row.get("last"), row.get("sender")));
    }

    /** One page for each key; touches every participant of the conversation. */
    Map<ParticipantsKey, Connection<Participant, Edge.Plain<Participant>>> participants(Set<ParticipantsKey> keys) {
        int limit = keys.stream().mapToInt(ParticipantsKey::first).max().orElseThrow() + 1;
        return graph.readByKey(
                PARTICIPANTS_PAGE,
                keys,
                key -> {
                    Map<String, @Nullable Object> row = new HashMap<>();
                    row.put("viewer", key.viewer());
                    row.put("conversation", key.conversation());
                    row.put("counted", key.counted());
                    row.put(
                            "at",
                            key.after() == null
                                    ? null
                                    : Times.parameter(key.after().joinedAt()));
                    row.put("number", key.after() == null ? null : key.after().number());
                    return row;
                },
                Map.of("limit", limit),
                ConversationRepository::participantsPage);
    }

    /** How much each viewer has not read; touches every conversation of the viewer. */
    Map<UnreadKey, Unread> unread(Set<UnreadKey> keys) {
        return graph.readByKey(
                UNREAD,
                keys,
                key -> Map.of("viewer", key.viewer()),
                Map.of(),
                (key, row) -> new Unread(
                        row.get("conversations").asInt(), row.get("messages").asInt()));
    }

    private static Connection<Conversation, Edge.Plain<Conversation>> inboxPage(InboxKey key, Record row) {
        List<Edge.Plain<Conversation>> edges = row.get("conversations").asList(found -> {
            Conversation conversation = conversation(found.get("conversation"), found.get("last"), found.get("sender"));
            var place = new InboxKey.Place(Times.instant(found.get("at")), conversation.number());
            return new Edge.Plain<>(place.write(), conversation);
        });
        return Connection.forward(edges, key.first(), key.after() != null, total(row));
    }

    private static Connection<Participant, Edge.Plain<Participant>> participantsPage(ParticipantsKey key, Record row) {
        List<Edge.Plain<Participant>> edges = row.get("participants").asList(found -> {
            Participant participant = Participant.from(found);
            var place = new ParticipantsKey.Place(
                    participant.joinedAt(), participant.user().number());
            return new Edge.Plain<>(place.write(), participant);
        });
        return Connection.forward(edges, key.first(), key.after() != null, total(row));
    }

    private static Conversation conversation(Value conversation, Value last, Value sender) {
        User from = sender.isNull() ? null : User.from(sender);
        return Conversation.from(conversation, last.isNull() ? null : Message.from(last, from));
    }

    private static @Nullable Long total(Record row) {
        return row.get("total").isNull() ? null : row.get("total").asLong();
    }
}
