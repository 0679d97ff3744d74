package io.mutuals.conversation;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads conversations and who takes part in them. */
@Repository
class ConversationRepository {

    /** How the inbox is called in its cursors. */
    static final String INBOX_LIST = "inbox";

    /** How the list of participants is called in its cursors. */
    static final String PARTICIPANTS_LIST = "participants";

    private static final Statement INBOX = page(
            "conversations.inbox",
            Visibility.FOR_EACH_KEY + ", viewer AS user",
            ConversationVisibility.OF_VIEWER + " AND " + ConversationVisibility.IN_FOLDER);

    private static final Statement SHARED = page(
            "conversations.shared",
            Visibility.FOR_EACH_KEY + " MATCH (user:User {id: key.user})",
            SharedGroups.with("user") + " AND " + Visibility.maySee("user"));

    private static Statement page(String name, String forEachKey, String match) {
        return new Statement(name, """
            %6$s
            CALL (viewer, hidden, user, key) {
              MATCH %1$s
              WITH viewer, hidden, part, conversation, key, %8$s AS known,
                coalesce(conversation.lastMessageAt, conversation.createdAt) AS at
              WHERE key.number IS NULL OR at < key.at OR (at = key.at AND conversation.id < key.number)
              WITH viewer, hidden, part, conversation, known, key, at
              ORDER BY at DESC, conversation.id DESC
              LIMIT $limit
              OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
              WHERE key.withLastMessage AND last.seq > %7$s
              OPTIONAL MATCH (sender:User)-[:SENT]->(last)
              WHERE %2$s
              RETURN collect({
                at: at,
                conversation: %3$s,
                last: CASE WHEN last IS NULL THEN null ELSE %4$s END,
                sender: CASE WHEN sender IS NULL THEN null ELSE %5$s END
              }) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT { MATCH %1$s } END AS total
            """.formatted(
                        match,
                        Visibility.maySee("sender"),
                        Conversation.PROJECTION,
                        Message.projection("last"),
                        User.projection("sender"),
                        forEachKey,
                        ConversationVisibility.UNSEEN,
                        Conversation.KNOWN));
    }

    private static final Statement BY_NUMBER = new Statement("conversations.byNumber", """
            %5$s
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH %1$s
            WITH key, viewer, hidden, part, conversation, %8$s AS known
            OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
            WHERE last.seq > %7$s
            OPTIONAL MATCH (sender:User)-[:SENT]->(last)
            WHERE %2$s
            RETURN key.index AS index, %3$s AS conversation,
              CASE WHEN last IS NULL THEN null ELSE %4$s END AS last,
              CASE WHEN sender IS NULL THEN null ELSE %6$s END AS sender
            """.formatted(
                    ConversationVisibility.OF_VIEWER,
                    Visibility.maySee("sender"),
                    Conversation.PROJECTION,
                    Message.projection("last"),
                    Visibility.FOR_EACH_KEY,
                    User.projection("sender"),
                    ConversationVisibility.UNSEEN,
                    Conversation.KNOWN));

    private static final String PARTICIPANTS = """
            MATCH (conversation)<-[part:PARTICIPATES_IN]-(user:User)
            WHERE %s""".formatted(Visibility.maySee("user"));

    private static final Statement PARTICIPANTS_PAGE = new Statement("conversations.participants", """
            %3$s
            MATCH (conversation:Conversation {id: key.conversation})
            CALL (viewer, hidden, conversation, key) {
              %1$s
                AND (key.number IS NULL OR part.joinedAt > key.at OR (part.joinedAt = key.at AND user.id > key.number))
              WITH part, user
              ORDER BY part.joinedAt, user.id
              LIMIT $limit
              RETURN collect(%2$s) AS page
            }
            RETURN key.index AS index, page, CASE WHEN key.counted THEN COUNT { %1$s } END AS total
            """.formatted(
                    PARTICIPANTS, Participant.projection("part", "user"), Visibility.FOR_EACH_KEY));

    private static final Statement PARTICIPANT = new Statement("conversations.participant", """
            %3$s
            MATCH (conversation:Conversation {id: key.conversation})
            %1$s AND user.id = key.user
            RETURN key.index AS index, %2$s AS participant
            """.formatted(
                    PARTICIPANTS, Participant.projection("part", "user"), Visibility.FOR_EACH_KEY));

    private static final Statement UNREAD = new Statement("conversations.unread", """
            %2$s
            OPTIONAL MATCH %1$s
              AND %3$s
            WITH key, CASE WHEN conversation IS NULL THEN 0 ELSE %4$s END AS unread,
              CASE WHEN conversation IS NULL THEN 0 ELSE %5$s END AS mentions
            RETURN key.index AS index, sum(CASE WHEN unread > 0 THEN 1 ELSE 0 END) AS conversations,
              sum(unread) AS messages, sum(mentions) AS mentions
            """.formatted(
                    ConversationVisibility.OF_VIEWER,
                    Visibility.FOR_EACH_KEY,
                    ConversationVisibility.IN_FOLDER,
                    ConversationVisibility.UNREAD,
                    ConversationVisibility.UNREAD_MENTIONS));

    private final Graph graph;
    private final Pages pages;

    ConversationRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** One page for each key; touches every conversation of the viewer, and the last message of those on the page. */
    Map<InboxKey, Connection<Conversation, Edge.Plain<Conversation>>> inbox(Set<InboxKey> keys) {
        return pages.read(
                INBOX,
                keys,
                key -> Map.of(
                        "viewer",
                        key.viewer(),
                        "withLastMessage",
                        key.withLastMessage(),
                        "folder",
                        key.folder().name()),
                (InboxKey key, Value found) -> pageEdge(found));
    }

    /** One page for each key; touches every conversation of the viewer, and the last message of those on the page. */
    Map<SharedConversationsKey, Connection<Conversation, Edge.Plain<Conversation>>> shared(
            Set<SharedConversationsKey> keys) {
        return pages.read(
                SHARED,
                keys,
                key -> Map.of("viewer", key.viewer(), "withLastMessage", key.withLastMessage(), "user", key.user()),
                (SharedConversationsKey key, Value found) -> pageEdge(found));
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
        return pages.read(
                PARTICIPANTS_PAGE,
                keys,
                key -> Map.of("viewer", key.viewer(), "conversation", key.conversation()),
                ConversationRepository::participantEdge);
    }

    /** Single participants of conversations that exist for the viewer. */
    Map<ParticipantKey, Participant> participant(Set<ParticipantKey> keys) {
        return graph.readByKey(
                PARTICIPANT,
                keys,
                key -> Map.of("viewer", key.viewer(), "conversation", key.conversation(), "user", key.user()),
                Map.of(),
                (key, row) -> Participant.from(row.get("participant")));
    }

    /** How much each viewer has not read; touches every conversation of the viewer. */
    Map<UnreadKey, Unread> unread(Set<UnreadKey> keys) {
        return graph.readByKey(
                UNREAD,
                keys,
                key -> Map.of("viewer", key.viewer(), "folder", key.folder().name()),
                Map.of(),
                (key, row) -> new Unread(
                        row.get("conversations").asInt(),
                        row.get("messages").asInt(),
                        row.get("mentions").asInt()));
    }

    private static Edge.Plain<Conversation> pageEdge(Value found) {
        return edge(conversation(found.get("conversation"), found.get("last"), found.get("sender")));
    }

    /** The place of a conversation in its folder. */
    static Edge.Plain<Conversation> edge(Conversation conversation) {
        Instant at = Objects.requireNonNullElse(conversation.lastMessageAt(), conversation.createdAt());
        return new Edge.Plain<>(new KeysetPosition.InTime(at, conversation.number()).in(INBOX_LIST), conversation);
    }

    private static Edge.Plain<Participant> participantEdge(ParticipantsKey key, Value found) {
        Participant participant = Participant.from(found);
        KeysetPosition place = new KeysetPosition.InTime(
                participant.joinedAt(), participant.user().number());
        return new Edge.Plain<>(place.in(PARTICIPANTS_LIST), participant);
    }

    private static Conversation conversation(Value conversation, Value last, Value sender) {
        User from = sender.isNull() ? null : User.from(sender);
        return Conversation.from(conversation, last.isNull() ? null : Message.from(last, from));
    }
}
