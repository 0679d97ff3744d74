package io.mutuals.conversation;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads conversations, their participants and unread counts. */
@Repository
class ConversationRepository {

    /** The name of the inbox in its cursors. */
    static final String INBOX_LIST = "inbox";

    /** The name of the list of participants in its cursors. */
    static final String PARTICIPANTS_LIST = "participants";

    private static final Statement INBOX = page(
            "conversations.inbox",
            Visibility.FOR_EACH_KEY + ", viewer AS user",
            ConversationVisibility.OF_VIEWER + " AND " + ConversationVisibility.IN_FOLDER);

    private static final Statement SHARED = page(
            "conversations.shared",
            Visibility.FOR_EACH_KEY + " MATCH (user:User {id: key.user})",
            SharedGroups.with("user") + " AND " + Visibility.maySee("user"));

    /**
     * Returns Cypher clauses that bind {@code user} to each participant of {@code conversation} whom the viewer may
     * see.
     *
     * @param part the variable to bind the relationship to
     */
    static String participants(String part) {
        return Cypher.of("""
                MATCH (conversation)<-[{part}:PARTICIPATES_IN]-(user:User)
                WHERE {maySee}""")
                .with("part", part)
                .with("maySee", Visibility.maySee("user"))
                .text();
    }

    private static Statement page(String name, String forEachKey, String match) {
        return new Statement(
                name,
                Cypher.of("""
            {forEachKey}
            CALL (viewer, hidden, user, key) {
              MATCH {match}
              WITH viewer, hidden, part, conversation, key, {knownConversation} AS known,
                coalesce(conversation.lastMessageAt, conversation.createdAt) AS at
              WHERE key.number IS NULL OR at < key.at OR (at = key.at AND conversation.id < key.number)
              WITH viewer, hidden, part, conversation, known, key, at
              ORDER BY at DESC, conversation.id DESC
              LIMIT $limit
              OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
              WHERE key.withLastMessage AND last.seq > {hiddenUpTo}
              OPTIONAL MATCH (sender:User)-[:SENT]->(last)
              WHERE {maySee}
              RETURN collect({
                at: at,
                conversation: {conversation},
                last: CASE WHEN last IS NULL THEN null ELSE {last} END,
                isTorn: last IS NULL AND key.withLastMessage AND conversation.lastSeq > {hiddenUpTo},
                sender: CASE WHEN sender IS NULL THEN null ELSE {sender} END
              }) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT { MATCH {match} } END AS total
            """)
                        .with("match", match)
                        .with("maySee", Visibility.maySee("sender"))
                        .with("conversation", Conversation.PROJECTION)
                        .with("last", Message.projection("last"))
                        .with("sender", User.projection("sender"))
                        .with("forEachKey", forEachKey)
                        .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                        .with("knownConversation", Conversation.KNOWN));
    }

    private static final Statement BY_NUMBER = new Statement(
            "conversations.byNumber",
            Cypher.of("""
            {forEachKey}
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH {maySeeConversation}
            WITH key, viewer, hidden, part, conversation, {knownConversation} AS known
            OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
            WHERE last.seq > {hiddenUpTo}
            OPTIONAL MATCH (sender:User)-[:SENT]->(last)
            WHERE {maySee}
            RETURN key.index AS index, {conversation} AS conversation,
              last IS NULL AND conversation.lastSeq > {hiddenUpTo} AS isTorn,
              CASE WHEN last IS NULL THEN null ELSE {last} END AS last,
              CASE WHEN sender IS NULL THEN null ELSE {sender} END AS sender
            """)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("maySee", Visibility.maySee("sender"))
                    .with("conversation", Conversation.PROJECTION)
                    .with("last", Message.projection("last"))
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("sender", User.projection("sender"))
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                    .with("knownConversation", Conversation.KNOWN));

    private static final String PARTICIPANTS = participants("part");

    private static final Statement PARTICIPANTS_PAGE = new Statement(
            "conversations.participants",
            Cypher.of("""
            {forEachKey}
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH {maySeeConversation}
            WITH key, viewer, hidden, conversation
            CALL (viewer, hidden, conversation, key) {
              {participants}
                AND (key.number IS NULL OR part.joinedAt > key.at OR (part.joinedAt = key.at AND user.id > key.number))
              WITH part, user
              ORDER BY part.joinedAt, user.id
              LIMIT $limit
              RETURN collect({part}) AS page
            }
            RETURN key.index AS index, page, CASE WHEN key.counted THEN COUNT { {participants} } END AS total
            """)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("participants", PARTICIPANTS)
                    .with("part", Participant.projection("part", "user"))
                    .with("forEachKey", Visibility.FOR_EACH_KEY));

    private static final Statement PARTICIPANT = new Statement(
            "conversations.participant",
            Cypher.of("""
            {forEachKey}
            MATCH (conversation:Conversation {id: key.conversation})
            {participants} AND user.id = key.user
            RETURN key.index AS index, {part} AS participant
            """)
                    .with("participants", PARTICIPANTS)
                    .with("part", Participant.projection("part", "user"))
                    .with("forEachKey", Visibility.FOR_EACH_KEY));

    private static final Statement UNREAD = new Statement(
            "conversations.unread",
            Cypher.of("""
            {forEachKey}
            OPTIONAL MATCH {maySeeConversation}
              AND {inFolder}
            WITH key, CASE WHEN conversation IS NULL THEN 0 ELSE {unread} END AS unread,
              CASE WHEN conversation IS NULL THEN 0 ELSE {unreadMentions} END AS mentions
            RETURN key.index AS index, sum(CASE WHEN unread > 0 THEN 1 ELSE 0 END) AS conversations,
              sum(unread) AS messages, sum(mentions) AS mentions
            """)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("inFolder", ConversationVisibility.IN_FOLDER)
                    .with("unread", ConversationVisibility.UNREAD)
                    .with("unreadMentions", ConversationVisibility.UNREAD_MENTIONS));

    private final Graph graph;
    private final Pages pages;

    ConversationRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** Reads inbox pages; touches every conversation of each viewer, and the last messages of those on the pages. */
    Map<InboxKey, Connection<Conversation, Edge.Plain<Conversation>>> inbox(Set<InboxKey> keys) {
        return WholeReads.of(
                keys,
                (some, torn) -> pages.read(
                        INBOX,
                        some,
                        key -> Map.of(
                                "viewer",
                                key.viewer(),
                                "withLastMessage",
                                key.withLastMessage(),
                                "folder",
                                key.folder().name()),
                        (InboxKey key, Value found) -> pageEdge(key, found, torn)));
    }

    /**
     * Reads pages of shared groups; touches every conversation of each viewer, and the last messages of those on the
     * pages.
     */
    Map<SharedConversationsKey, Connection<Conversation, Edge.Plain<Conversation>>> shared(
            Set<SharedConversationsKey> keys) {
        return WholeReads.of(
                keys,
                (some, torn) -> pages.read(
                        SHARED,
                        some,
                        key -> Map.of(
                                "viewer",
                                key.between().viewer().value(),
                                "withLastMessage",
                                key.withLastMessage(),
                                "user",
                                key.between().user().value()),
                        (SharedConversationsKey key, Value found) -> pageEdge(key, found, torn)));
    }

    /**
     * Reads conversations with their last messages. A key whose conversation does not exist for its viewer has no
     * answer.
     */
    Map<ConversationKey, Conversation> byNumber(Set<ConversationKey> keys) {
        return WholeReads.of(
                keys,
                (some, torn) -> graph.readByKey(BY_NUMBER, some, ConversationKey::parameters, Map.of(), (key, row) -> {
                    if (row.get("isTorn").asBoolean(false)) {
                        torn.accept(key);
                    }
                    return conversation(row.get("conversation"), row.get("last"), row.get("sender"));
                }));
    }

    /**
     * Reads pages of participants; touches every participant of each conversation. A conversation that the viewer does
     * not see any more, as after a block since it was read, has no page.
     */
    Map<ParticipantsKey, Connection<Participant, Edge.Plain<Participant>>> participants(Set<ParticipantsKey> keys) {
        return pages.read(
                PARTICIPANTS_PAGE, keys, ParticipantsKey::parameters, ConversationRepository::participantEdge);
    }

    /** Reads single participants. A key whose participant the viewer may not see has no answer. */
    Map<ParticipantKey, Participant> participant(Set<ParticipantKey> keys) {
        return graph.readByKey(
                PARTICIPANT,
                keys,
                ParticipantKey::parameters,
                Map.of(),
                (key, row) -> Participant.from(row.get("participant")));
    }

    /** Counts what is unread; touches every conversation of each viewer. */
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

    private static <K> Edge.Plain<Conversation> pageEdge(K key, Value found, Consumer<K> torn) {
        if (found.get("isTorn").asBoolean(false)) {
            torn.accept(key);
        }
        return edge(conversation(found.get("conversation"), found.get("last"), found.get("sender")));
    }

    /** Returns the edge of a conversation in its folder. */
    static Edge.Plain<Conversation> edge(Conversation conversation) {
        Instant at = Objects.requireNonNullElse(conversation.lastMessageAt(), conversation.createdAt());
        return new Edge.Plain<>(new KeysetPosition.InTime(at, conversation.number()).in(INBOX_LIST), conversation);
    }

    private static Edge.Plain<Participant> participantEdge(ParticipantsKey key, Value found) {
        Participant participant = Participant.from(found);
        KeysetPosition position = new KeysetPosition.InTime(
                participant.joinedAt(), participant.user().number());
        return new Edge.Plain<>(position.in(PARTICIPANTS_LIST), participant);
    }

    private static Conversation conversation(Value conversation, Value last, Value sender) {
        User from = sender.isNull() ? null : User.from(sender);
        return Conversation.from(conversation, last.isNull() ? null : Message.from(last, from));
    }
}
