package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.conversation.LockedConversation.NewEvent;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Stores what was decided about locked conversations: frequent effects with one statement for all conversations, rare
 * effects with one statement each.
 */
@Repository
class ChangedConversations {

    /**
     * Without its hint, the planner takes the few shares that await a reply for none, and reads those of all
     * conversations for each message; or it reads all messages of the conversation.
     */
    private static final String SAVED = """
            UNWIND $conversations AS changed
            MATCH (conversation:Conversation {id: changed.id})
            SET conversation += changed.set
            WITH conversation, changed
            CALL (conversation, changed) {
              UNWIND changed.messages AS made
              MATCH (sender:User {id: made.sender})
              CREATE (sender)-[:SENT]->(message:Message:Event)-[:IN]->(conversation)
              SET message = made.set
              WITH message, made
              CALL (message, made) {
                MATCH (answered:Message {id: made.repliesTo})
                CREATE (message)-[:REPLIES_TO]->(answered)
              }
              CALL (message, made) {
                MATCH (video:Video {id: made.shares})
                CREATE (message)-[:SHARES]->(video)
              }
              CALL (message, made) {
                UNWIND made.mentions AS id
                MATCH (user:User {id: id})
                CREATE (message)-[:MENTIONS {conversationId: message.conversationId, userId: id,
                  seq: message.seq}]->(user)
              }
              CALL (message) {
                MATCH (share:Message {conversationId: message.conversationId})
                USING INDEX SEEK share:Message(conversationId, awaitsReplyUntil)
                WHERE share.seq < message.seq AND share.awaitsReplyUntil > message.sentAt
                  AND share.senderId <> message.senderId
                SET share.repliedAt = message.sentAt
                REMOVE share.awaitsReplyUntil
                RETURN count(share) AS answered
              }
              RETURN coalesce(sum(answered), 0) AS answered
            }
            CALL (changed) {
              UNWIND changed.events AS told
              CREATE (event:Event)
              SET event = told
            }
            CALL (conversation, changed) {
              UNWIND changed.participants AS moved
              MATCH (:User {id: moved.user})-[part:PARTICIPATES_IN]->(conversation)
              SET part += moved.set
            }
            WITH sum(answered) AS answered
            """;

    /** Followed by other statements. */
    static final Statement SAVE = new Statement("conversations.save", SAVED + "RETURN answered");

    /** The last statement of its transaction. */
    static final Statement SAVE_AND_APPEND =
            new Statement("conversations.saveAndAppend", SAVED + ChangeLog.appending("answered") + "RETURN answered");

    private static final Statement JOIN = new Statement("conversations.join", """
            MATCH (user:User {id: $user})
            MATCH (conversation:Conversation {id: $conversation})
            MERGE (user)-[part:PARTICIPATES_IN]->(conversation)
            SET part = $part
            WITH user, conversation
            MATCH (user)-[left:LEFT]->(conversation)
            DELETE left
            """);

    private static final Statement LEAVE = new Statement("conversations.leave", """
            MATCH (user:User {id: $user})-[part:PARTICIPATES_IN]->(conversation:Conversation {id: $conversation})
            DELETE part
            MERGE (user)-[left:LEFT]->(conversation)
            SET left.at = $at, left.event = $event
            """);

    private static final Statement EDIT = new Statement("messages.edit", """
            MATCH (message:Message {id: $message})
            SET message.body = $body, message.editedAt = $at
            """);

    private static final Statement UNSEND = new Statement("messages.unsend", """
            MATCH (message:Message {id: $message})
            SET message.unsentAt = $at, message.unsentSeq = message.seq
            REMOVE message.body, message.anchorVideoId, message.anchorStartMs, message.anchorEndMs,
              message.aboutVideoId,
              message.awaitsReplyUntil, message.tallyAt
            WITH message
            OPTIONAL MATCH (message)-[gone:SHARES|MENTIONS]->(about)
            WITH message, gone, CASE type(gone) WHEN 'MENTIONS' THEN about.id END AS mentioned
            DELETE gone
            WITH message, collect(mentioned) AS mentioned
            OPTIONAL MATCH (message)<-[reacted:REACTED]-()
            DELETE reacted
            RETURN DISTINCT mentioned
            """);

    private static final Statement REACT = new Statement("messages.react", """
            MATCH (user:User {id: $user})
            MATCH (message:Message {id: $message})
            MERGE (user)-[reacted:REACTED {emoji: $emoji}]->(message)
            ON CREATE SET reacted.at = $at
            """);

    private static final Statement UNREACT = new Statement("messages.unreact", """
            MATCH (:User {id: $user})-[reacted:REACTED {emoji: $emoji}]->(:Message {id: $message})
            DELETE reacted
            """);

    private final ChangeLog log;

    ChangedConversations(ChangeLog log) {
        this.log = log;
    }

    /**
     * Stores what was decided: frequent effects with one statement for all conversations, rare effects with one
     * statement each. Must be the last of a transaction, because it appends to the change log.
     *
     * @return how many shared videos got their first reply in time
     */
    int save(Transaction transaction, List<LockedConversation> changed) {
        if (changed.isEmpty()) {
            return 0;
        }
        Set<Fact> facts = new LinkedHashSet<>();
        changed.forEach(conversation -> facts.addAll(facts(conversation)));
        List<Write> writes = changed.stream()
                .flatMap(conversation -> conversation.writes().stream())
                .toList();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put(
                "conversations", changed.stream().map(ChangedConversations::row).toList());
        if (writes.isEmpty()) {
            parameters.putAll(ChangeLog.parameters(facts));
            return answered(transaction.run(SAVE_AND_APPEND, parameters));
        }
        int answered = answered(transaction.run(SAVE, parameters));
        writes.forEach(write -> facts.addAll(participations(save(transaction, write))));
        log.append(transaction, facts);
        return answered;
    }

    private static int answered(List<Record> saved) {
        return saved.getFirst().get("answered").asInt();
    }

    private static Map<String, Object> row(LockedConversation conversation) {
        return Map.of(
                "id",
                conversation.number(),
                "set",
                properties(conversation),
                "messages",
                conversation.newMessages().stream().map(MessageRepository::row).toList(),
                "events",
                conversation.newEvents().stream()
                        .map(event -> properties(event, conversation))
                        .toList(),
                "participants",
                conversation.participants().stream()
                        .filter(LockedParticipant::isChanged)
                        .map(participant -> Map.of("user", participant.user(), "set", updated(participant)))
                        .toList());
    }

    private static Map<String, @Nullable Object> properties(LockedConversation conversation) {
        Object now = time(conversation.now());
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("lastEvent", conversation.lastEvent());
        properties.put("lastEventAt", now);
        if (!conversation.newMessages().isEmpty()) {
            properties.put("lastSeq", conversation.lastSeq());
            properties.put("lastMessageAt", now);
        }
        conversation.newTitle().ifPresent(title -> properties.put("title", title));
        conversation.newHistory().ifPresent(history -> properties.put("history", history.name()));
        return properties;
    }

    private static Map<String, @Nullable Object> properties(NewEvent event, LockedConversation conversation) {
        Message message = event.message();
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("conversationId", conversation.number());
        properties.put("event", event.number());
        properties.put("eventAt", time(conversation.now()));
        properties.put("type", event.type().name());
        properties.put("by", event.by());
        properties.put("user", event.user());
        properties.put("message", message == null ? null : message.number());
        properties.put("messageSeq", message == null ? null : message.seq());
        properties.put("onlyFor", event.onlyFor());
        return properties;
    }

    private static Map<String, @Nullable Object> updated(LockedParticipant participant) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        for (ParticipantUpdate update : participant.updates()) {
            switch (update) {
                case ParticipantUpdate.Role(ParticipantRole role) -> properties.put("role", role.name());
                case ParticipantUpdate.State(ParticipantState state) -> properties.put("state", state.name());
                case ParticipantUpdate.Read(int seq) -> properties.put("lastReadSeq", seq);
                case ParticipantUpdate.Delivered(int seq) -> properties.put("deliveredSeq", seq);
                case ParticipantUpdate.Muted muted -> properties.put("mutedUntil", Times.parameter(muted.until()));
                case ParticipantUpdate.Archived archived ->
                    properties.put("archivedAt", Times.parameter(archived.at()));
                case ParticipantUpdate.Pinned pinned -> properties.put("pinnedAt", Times.parameter(pinned.at()));
                case ParticipantUpdate.Gone(int event, Instant at) -> {
                    properties.put("goneEvent", event);
                    properties.put("goneAt", time(at));
                }
            }
        }
        return properties;
    }

    private static Map<String, @Nullable Object> joined(Write.Join join) {
        LockedParticipant participant = join.participant();
        Map<String, @Nullable Object> properties = updated(participant);
        properties.put("role", participant.role().name());
        properties.put("state", participant.state().name());
        properties.put("joinedAt", time(participant.joinedAt()));
        properties.put("historyFrom", participant.historyFrom());
        properties.put("lastReadSeq", participant.lastReadSeq());
        properties.put("deliveredSeq", participant.deliveredSeq());
        properties.put("eventFrom", join.event());
        return properties;
    }

    /** Returns the facts in memory that changed, that of the conversation first. */
    private static List<Fact> facts(LockedConversation conversation) {
        ConversationId number = new ConversationId(conversation.number());
        List<Fact> facts = new ArrayList<>();
        facts.add(ConversationsInMemory.conversation(number));
        if (!conversation.newMessages().isEmpty()
                || conversation.writes().stream().anyMatch(ChangedConversations::changesMessage)) {
            facts.add(MessagesInMemory.latest(number));
        }
        if (conversation.hasParticipantChanges()) {
            facts.add(ConversationsInMemory.members(number));
        }
        conversation.newMessages().forEach(sent -> facts.addAll(participations(sent.mentions())));
        return facts;
    }

    private static boolean changesMessage(Write write) {
        return switch (write) {
            case Write.Edit edit -> true;
            case Write.Unsend unsend -> true;
            case Write.React react -> true;
            case Write.Unreact unreact -> true;
            case Write.Join join -> false;
            case Write.Leave leave -> false;
        };
    }

    private static List<Fact> participations(Collection<Long> users) {
        return users.stream()
                .map(user -> ConversationsInMemory.participations(new UserId(user)))
                .toList();
    }

    /** Stores a rare effect; returns the users who join or leave, or are no longer mentioned. */
    private static List<Long> save(Transaction transaction, Write write) {
        return switch (write) {
            case Write.Join join -> {
                long user = join.participant().user();
                transaction.run(JOIN, Map.of("conversation", join.conversation(), "user", user, "part", joined(join)));
                yield List.of(user);
            }
            case Write.Leave(long conversation, long user, int event, Instant at) -> {
                transaction.run(
                        LEAVE, Map.of("conversation", conversation, "user", user, "event", event, "at", time(at)));
                yield List.of(user);
            }
            case Write.Edit(long message, String body, Instant at) -> {
                transaction.run(EDIT, Map.of("message", message, "body", body, "at", time(at)));
                yield List.of();
            }
            case Write.Unsend(long message, Instant at) ->
                transaction.run(UNSEND, Map.of("message", message, "at", time(at))).stream()
                        .flatMap(row -> row.get("mentioned").asList(Value::asLong).stream())
                        .toList();
            case Write.React(long user, long message, String emoji, Instant at) -> {
                transaction.run(REACT, Map.of("user", user, "message", message, "emoji", emoji, "at", time(at)));
                yield List.of();
            }
            case Write.Unreact(long user, long message, String emoji) -> {
                transaction.run(UNREACT, Map.of("user", user, "message", message, "emoji", emoji));
                yield List.of();
            }
        };
    }

    private static Object time(Instant at) {
        return Objects.requireNonNull(Times.parameter(at));
    }
}
