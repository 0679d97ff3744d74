package io.mutuals.conversation;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.conversation.MessagesKey.Window;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads messages.
 *
 * <p>Seqs have no gaps, so a page is a range of seqs that is known before any message is read. It touches as many
 * messages as it returns, however long the conversation is.
 */
@Repository
class MessageRepository {

    private static final Duration REPLY_COUNTS_WITHIN = Duration.ofHours(24);

    private static final Statement PAGE = new Statement(
            "messages.page",
            Cypher.of("""
            {forEachKey}
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH {maySeeConversation}
            OPTIONAL MATCH (middle:Message {id: key.around})
            WHERE middle.conversationId = conversation.id
              AND middle.seq > {hiddenUpTo}
            WITH key, hidden, conversation, conversation.lastSeq AS end, middle.seq AS middle,
              {hiddenUpTo} AS unseen,
              CASE
                WHEN key.after IS NOT NULL THEN key.after + 1
                WHEN key.before IS NOT NULL THEN
                  CASE WHEN key.before > conversation.lastSeq THEN conversation.lastSeq + 1
                    ELSE key.before END - key.size
                ELSE middle.seq - key.size / 2
              END AS wanted
            WITH key, hidden, conversation, end, unseen, middle, wanted,
              CASE
                WHEN key.around IS NOT NULL AND wanted + key.size - 1 > end THEN end - key.size + 1
                ELSE wanted
              END AS shifted
            WITH key, hidden, conversation, end, unseen, middle,
              CASE WHEN shifted <= unseen THEN unseen + 1 ELSE shifted END AS from,
              CASE WHEN key.before IS NOT NULL OR shifted > unseen THEN shifted ELSE unseen + 1 END + key.size - 1 AS to
            CALL (conversation, from, to) {
              MATCH (message:Message {conversationId: conversation.id})
              WHERE from <= message.seq <= to
              WITH message
              ORDER BY message.seq
              RETURN collect({message}) AS messages, collect(DISTINCT message.senderId) AS senderIds
            }
            RETURN key.index AS index, messages, end, unseen, middle,
              COLLECT {
                UNWIND senderIds AS id
                MATCH (sender:User {id: id})
                WHERE {maySee}
                RETURN {sender}
              } AS senders
            """)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("message", Message.projection("message"))
                    .with("maySee", Visibility.maySee("sender"))
                    .with("sender", User.projection("sender"))
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO));

    private static final Statement BY_NUMBER = new Statement(
            "messages.byNumber",
            Cypher.of("""
            {forEachKey}
            MATCH (message:Message {id: key.message})
            WITH *, message.conversationId AS conversationId
            MATCH (conversation:Conversation {id: conversationId})
            MATCH {maySeeConversation}
              AND message.seq > {hiddenUpTo}
            OPTIONAL MATCH (sender:User {id: message.senderId})
            WHERE {maySee}
            RETURN key.index AS index, {message} AS message, CASE WHEN sender IS NULL THEN null
              ELSE {sender} END AS sender
            """)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("maySee", Visibility.maySee("sender"))
                    .with("message", Message.projection("message"))
                    .with("sender", User.projection("sender"))
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO));

    private static final Statement CONVERSATION_OF = new Statement("messages.conversationOf", """
            MATCH (message:Message {id: $message})
            MATCH (:User {id: $viewer})-[:PARTICIPATES_IN]->(conversation:Conversation {id: message.conversationId})
            RETURN conversation.id AS number
            """);

    private final Graph graph;

    MessageRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Reads pages of messages; touches as many messages as the pages hold. A key whose conversation does not exist for
     * its viewer has no answer.
     */
    Map<MessagesKey, Page> pages(Set<MessagesKey> keys) {
        return graph.readByKey(PAGE, keys, MessageRepository::row, Map.of(), MessageRepository::page);
    }

    /** Reads single messages. A key whose message does not exist for its viewer has no answer. */
    Map<MessageKey, Message> byNumber(Set<MessageKey> keys) {
        return graph.readByKey(BY_NUMBER, keys, MessageKey::parameters, Map.of(), (key, row) -> {
            Value sender = row.get("sender");
            return Message.from(row.get("message"), sender.isNull() ? null : User.from(sender));
        });
    }

    /**
     * Returns the conversation of a message, if the viewer takes part in it; the message itself may be hidden from the
     * viewer.
     */
    Optional<Long> conversationOf(long viewer, long message) {
        return graph.read(CONVERSATION_OF, Map.of("viewer", viewer, "message", message)).stream()
                .findFirst()
                .map(row -> row.get("number").asLong());
    }

    /** Returns the parameters with which {@link ChangedConversations#save} stores a message. */
    static Map<String, @Nullable Object> row(LockedConversation.NewMessage sent) {
        Message message = sent.message();
        MessageDraft draft = sent.draft();
        VideoAnchor anchor = draft.anchor();
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("id", message.number());
        properties.put("conversationId", message.conversationNumber());
        properties.put("seq", message.seq());
        properties.put("senderId", sent.sender());
        properties.put("clientMessageId", draft.clientMessageId());
        properties.put("fingerprint", draft.fingerprint());
        properties.put("body", draft.body());
        properties.put("sentAt", Times.parameter(message.sentAt()));
        properties.put("event", sent.event());
        properties.put("eventAt", Times.parameter(message.sentAt()));
        properties.put("aboutVideoId", draft.aboutVideo());
        if (anchor != null) {
            properties.put("anchorVideoId", anchor.videoNumber());
            properties.put("anchorStartMs", anchor.startMs());
            properties.put("anchorEndMs", anchor.endMs());
        }
        if (draft.video() != null) {
            Object until = Times.parameter(message.sentAt().plus(REPLY_COUNTS_WITHIN));
            properties.put("awaitsReplyUntil", until);
            properties.put("tallyAt", until);
        }
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("set", properties);
        row.put("sender", sent.sender());
        row.put("repliesTo", draft.replyTo());
        row.put("shares", draft.video());
        row.put("mentions", List.copyOf(sent.mentions()));
        return row;
    }

    private static Map<String, @Nullable Object> row(MessagesKey key) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer().value());
        row.put("conversation", key.conversation().value());
        row.put("after", null);
        row.put("before", null);
        row.put("around", null);
        switch (key.window()) {
            case Window.Forward(int size, int after) -> {
                row.put("size", size);
                row.put("after", after);
            }
            case Window.Backward(int size, int before) -> {
                row.put("size", size);
                row.put("before", before);
            }
            case Window.Around(int size, long message) -> {
                row.put("size", size);
                row.put("around", message);
            }
        }
        return row;
    }

    private static Page page(MessagesKey key, Record row) {
        if (key.window() instanceof Window.Around && row.get("middle").isNull()) {
            return new Page.NoSuchMessage();
        }
        Map<Long, User> senders = new HashMap<>();
        row.get("senders").asList(User::from).forEach(sender -> senders.put(sender.number(), sender));
        List<Message> messages = row.get("messages")
                .asList(found ->
                        Message.from(found, senders.get(found.get("senderId").asLong())));
        return page(key, messages, row.get("end").asInt(), row.get("unseen").asInt());
    }

    /**
     * Returns a page.
     *
     * @param messages the messages of the page, by seq
     * @param end the seq of the last message of the conversation
     * @param unseen the seq of the last message hidden from the viewer
     */
    static Page page(MessagesKey key, List<Message> messages, int end, int unseen) {
        List<Edge.Plain<Message>> edges = messages.stream()
                .map(message ->
                        new Edge.Plain<>(MessagesKey.cursor(key.conversation().value(), message.seq()), message))
                .toList();
        boolean next = edges.isEmpty()
                ? key.window() instanceof Window.Backward && end > unseen
                : edges.getLast().node().seq() < end;
        boolean previous = edges.isEmpty()
                ? key.window() instanceof Window.Forward && end > unseen
                : edges.getFirst().node().seq() > unseen + 1;
        return new Page.Messages(Connection.of(edges, next, previous, (long) Math.max(0, end - unseen)));
    }

    /** The answer to a {@link MessagesKey}. */
    sealed interface Page {

        /** A page of messages. */
        record Messages(Connection<Message, Edge.Plain<Message>> connection) implements Page {}

        /** The message named by {@code around} does not exist for the viewer in this conversation. */
        record NoSuchMessage() implements Page {}

        /**
         * Returns the page.
         *
         * @throws RequestException {@link ErrorCode#INVALID_ID} when there is no such message
         */
        default Connection<Message, Edge.Plain<Message>> orThrow() {
            return switch (this) {
                case Messages(var connection) -> connection;
                case NoSuchMessage() ->
                    throw new RequestException(
                            ErrorCode.INVALID_ID, "\"around\" must be the id of a message of this conversation.");
            };
        }
    }
}
