package io.mutuals.conversation;

import io.mutuals.conversation.LockedConversation.NewEvent;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Locks conversations, reads what changes of them depend on, and stores what was decided. */
@Repository
class LockedConversations {

    /**
     * Locks users whose relationships change before conversations, as every transaction does, and each kind in
     * ascending order, so that transactions cannot deadlock. {@code collect} is a barrier: nothing after it is read
     * before everything is locked.
     */
    private static final Statement LOCK = new Statement(
            "conversations.lock",
            Cypher.of("""
            CALL () {
              UNWIND $users AS id
              MATCH (user:User {id: id})
              SET user.lockedAt = $now
              RETURN count(*) AS users
            }
            UNWIND $conversations AS wanted
            MATCH (conversation:Conversation {id: wanted.id})
            WHERE EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(viewer:User)
              WHERE viewer.id IN [input IN wanted.inputs | input.viewer]
            }
            SET conversation.lockedAt = $now
            WITH collect({conversation: conversation, inputs: wanted.inputs}) AS locked
            UNWIND locked AS one
            WITH one.conversation AS conversation, one.inputs AS inputs
            RETURN conversation {.id, .kind, .history, .lastSeq, .lastEvent, .lastEventAt} AS conversation,
              COLLECT {
                MATCH (conversation)<-[part:PARTICIPATES_IN]-(user:User)
                WITH part, user
                ORDER BY part.joinedAt, user.id
                RETURN part {.role, .state, .joinedAt, .historyFrom, .lastReadSeq, .deliveredSeq, user: user.id}
              } AS participants,
              COLLECT {
                UNWIND inputs AS input
                MATCH (viewer:User {id: input.viewer})
                WITH input, viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden
                RETURN {
                  index: input.index,
                  viewer: {viewer},
                  hidden: [other IN hidden | other.id],
                  sent: head(COLLECT {
                    MATCH (sent:Message {
                      conversationId: conversation.id, senderId: input.viewer, clientMessageId: input.clientMessageId})
                    WITH sent, {sent} AS message
                    RETURN message {.*, fingerprint: sent.fingerprint, reactions: []}
                  }),
                  message: head(COLLECT {
                    MATCH (meant:Message {id: input.message})
                    WHERE meant.conversationId = conversation.id
                    WITH meant, {meant} AS message
                    RETURN message {.*, fingerprint: meant.fingerprint, reactions: COLLECT {
                      MATCH (reader:User)-[reacted:REACTED]->(meant)
                      WHERE input.withReactions
                      RETURN {user: reader.id, emoji: reacted.emoji}
                    }}
                  }),
                  seesVideo: EXISTS {
                    MATCH (:Video {id: input.video})<-[:POSTED]-(author:User)
                    WHERE {maySee}
                  },
                  acceptance: {acceptance}
                }
              } AS facts
            """)
                    .with("viewer", User.projection("viewer"))
                    .with("sent", Message.projection("sent"))
                    .with("meant", Message.projection("meant"))
                    .with("maySee", Visibility.maySee("author"))
                    .with("acceptance", ConversationVisibility.ACCEPTANCE));

    private static final Statement SAVE = new Statement("conversations.save", """
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
                CREATE (message)-[:MENTIONS {conversationId: message.conversationId, userId: id, seq: message.seq}]->(user)
              }
              CALL (message) {
                MATCH (share:Message {conversationId: message.conversationId})
                WHERE share.seq < message.seq AND share.awaitsReplyUntil > message.sentAt AND share.senderId <> message.senderId
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
            RETURN sum(answered) AS answered
            """);

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
            REMOVE message.body, message.anchorVideoId, message.anchorStartMs, message.anchorEndMs, message.aboutVideoId,
              message.awaitsReplyUntil
            WITH message
            OPTIONAL MATCH (message)-[gone:SHARES|MENTIONS]->()
            DELETE gone
            WITH DISTINCT message
            OPTIONAL MATCH (message)<-[reacted:REACTED]-()
            DELETE reacted
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

    /**
     * Locks the conversations of {@code changes} and reads what the changes depend on; touches all participants, and
     * all users between whom and a viewer there is a block.
     *
     * @return by number, the conversations that exist and in which a viewer of a change takes part
     */
    Map<Long, Locked> lock(Transaction transaction, List<? extends Change<?>> changes, Instant now) {
        Map<Long, List<Map<String, @Nullable Object>>> inputs = new TreeMap<>();
        for (int index = 0; index < changes.size(); index++) {
            Change<?> change = changes.get(index);
            inputs.computeIfAbsent(change.conversation(), first -> new ArrayList<>())
                    .add(parameters(change.input(), index));
        }
        List<Map<String, Object>> wanted = new ArrayList<>();
        inputs.forEach((conversation, all) -> wanted.add(Map.of("id", conversation, "inputs", all)));
        List<Long> users = changes.stream()
                .flatMap(change -> change.input().users().stream())
                .distinct()
                .sorted()
                .toList();
        Map<Long, Locked> locked = new HashMap<>();
        for (Record row : transaction.run(LOCK, Map.of("users", users, "conversations", wanted))) {
            Locked one = locked(row, now);
            locked.put(one.conversation().number(), one);
        }
        return locked;
    }

    private static Map<String, @Nullable Object> parameters(ChangeInput input, int index) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("index", index);
        parameters.put("viewer", input.viewer());
        parameters.put("clientMessageId", input.clientMessageId());
        parameters.put("message", input.message());
        parameters.put("withReactions", input.withReactions());
        parameters.put("video", input.video());
        return parameters;
    }

    private static Locked locked(Record row, Instant now) {
        Map<Integer, ChangeFacts> facts = new HashMap<>();
        for (Value found : row.get("facts").values()) {
            facts.put(found.get("index").asInt(), ChangeFacts.from(found));
        }
        Value found = row.get("conversation");
        LockedConversation conversation = new LockedConversation(
                found.get("id").asLong(),
                ConversationKind.valueOf(found.get("kind").asString()),
                HistoryVisibility.valueOf(found.get("history").asString(HistoryVisibility.FROM_JOIN.name())),
                found.get("lastSeq").asInt(0),
                found.get("lastEvent").asInt(0),
                Times.instantOrNull(found.get("lastEventAt")),
                row.get("participants").asList(LockedConversations::participant),
                now);
        return new Locked(conversation, facts);
    }

    private static LockedParticipant participant(Value found) {
        return LockedParticipant.stored(
                found.get("user").asLong(),
                ParticipantRole.valueOf(found.get("role").asString()),
                ParticipantState.valueOf(found.get("state").asString(ParticipantState.ACTIVE.name())),
                Times.instant(found.get("joinedAt")),
                found.get("historyFrom").asInt(0),
                found.get("lastReadSeq").asInt(0),
                found.get("deliveredSeq").asInt(0));
    }

    /**
     * Stores what was decided: frequent effects with one statement for all conversations, rare effects with one
     * statement each.
     *
     * @return how many shared videos got their first reply in time
     */
    int save(Transaction transaction, List<LockedConversation> changed) {
        if (changed.isEmpty()) {
            return 0;
        }
        List<Record> saved = transaction.run(
                SAVE,
                Map.of(
                        "conversations",
                        changed.stream().map(LockedConversations::row).toList()));
        changed.forEach(conversation -> conversation.writes().forEach(write -> save(transaction, write)));
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

    private static void save(Transaction transaction, Write write) {
        switch (write) {
            case Write.Join join ->
                transaction.run(
                        JOIN,
                        Map.of(
                                "conversation",
                                join.conversation(),
                                "user",
                                join.participant().user(),
                                "part",
                                joined(join)));
            case Write.Leave(long conversation, long user, int event, Instant at) ->
                transaction.run(
                        LEAVE, Map.of("conversation", conversation, "user", user, "event", event, "at", time(at)));
            case Write.Edit(long message, String body, Instant at) ->
                transaction.run(EDIT, Map.of("message", message, "body", body, "at", time(at)));
            case Write.Unsend(long message, Instant at) ->
                transaction.run(UNSEND, Map.of("message", message, "at", time(at)));
            case Write.React(long user, long message, String emoji, Instant at) ->
                transaction.run(REACT, Map.of("user", user, "message", message, "emoji", emoji, "at", time(at)));
            case Write.Unreact(long user, long message, String emoji) ->
                transaction.run(UNREACT, Map.of("user", user, "message", message, "emoji", emoji));
        }
    }

    private static Object time(Instant at) {
        return Objects.requireNonNull(Times.parameter(at));
    }

    /**
     * A locked conversation with what its changes depend on.
     *
     * @param facts by the index of the change that needs them
     */
    record Locked(LockedConversation conversation, Map<Integer, ChangeFacts> facts) {

        /** Returns the facts for the change at {@code index}, whose viewer has an account. */
        ChangeFacts facts(int index) {
            return Objects.requireNonNull(facts.get(index));
        }

        /** Returns the viewer of the change at {@code index}; empty when the conversation does not exist for them. */
        Optional<LockedParticipant> viewer(long viewer, int index) {
            ChangeFacts known = facts.get(index);
            return conversation
                    .participant(viewer)
                    .filter(participant -> known != null && participant.state() != ParticipantState.DECLINED)
                    .filter(participant -> conversation.kind() == ConversationKind.GROUP
                            || !Objects.requireNonNull(known)
                                    .hidden()
                                    .contains(conversation.other(viewer).user()));
        }
    }
}
