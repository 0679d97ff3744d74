package io.mutuals.conversation;

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

/** Locks conversations, reads what changes of them depend on, and writes what was decided. */
@Repository
class LockedConversations {

    /**
     * Those whose relationships are made or ended are locked before the conversations, as wherever both are locked; each by the order of
     * the numbers. Collecting keeps what comes after it from being read before everything is locked.
     */
    private static final Statement LOCK = new Statement(
            "conversations.lock",
            Cypher.of("""
            CALL () {
              UNWIND $people AS id
              MATCH (person:User {id: id})
              SET person.lockedAt = $now
              RETURN count(*) AS people
            }
            UNWIND $conversations AS wanted
            MATCH (conversation:Conversation {id: wanted.id})
            WHERE EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(somebody:User)
              WHERE somebody.id IN [ask IN wanted.asks | ask.viewer]
            }
            SET conversation.lockedAt = $now
            WITH collect({conversation: conversation, asks: wanted.asks}) AS locked
            UNWIND locked AS one
            WITH one.conversation AS conversation, one.asks AS asks
            RETURN conversation {.id, .kind, .history, .lastSeq, .lastEvent, .lastEventAt} AS conversation,
              COLLECT {
                MATCH (conversation)<-[part:PARTICIPATES_IN]-(user:User)
                WITH part, user
                ORDER BY part.joinedAt, user.id
                RETURN part {.role, .state, .joinedAt, .historyFrom, .lastReadSeq, .deliveredSeq, user: user.id}
              } AS parts,
              COLLECT {
                UNWIND asks AS ask
                MATCH (viewer:User {id: ask.viewer})
                WITH ask, viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden
                RETURN {
                  index: ask.index,
                  viewer: {viewer},
                  hidden: [other IN hidden | other.id],
                  sent: head(COLLECT {
                    MATCH (sent:Message {
                      conversationId: conversation.id, senderId: ask.viewer, clientMessageId: ask.clientMessageId})
                    WITH sent, {sent} AS message
                    RETURN message {.*, fingerprint: sent.fingerprint, reactions: []}
                  }),
                  message: head(COLLECT {
                    MATCH (meant:Message {id: ask.message})
                    WHERE meant.conversationId = conversation.id
                    WITH meant, {meant} AS message
                    RETURN message {.*, fingerprint: meant.fingerprint, reactions: COLLECT {
                      MATCH (reader:User)-[reacted:REACTED]->(meant)
                      WHERE ask.withReactions
                      RETURN {user: reader.id, emoji: reacted.emoji}
                    }}
                  }),
                  seesVideo: EXISTS {
                    MATCH (:Video {id: ask.video})<-[:POSTED]-(author:User)
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
              UNWIND changed.parts AS moved
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
     * Locks the conversations of {@code changes}, those that exist for any who want one, and reads what the changes depend on; touches their participants and those whom the
     * viewers block.
     *
     * @return by number, those that exist
     */
    Map<Long, Locked> lock(Transaction transaction, List<? extends Change<?>> changes, Instant now) {
        Map<Long, List<Map<String, @Nullable Object>>> asks = new TreeMap<>();
        for (int index = 0; index < changes.size(); index++) {
            Change<?> change = changes.get(index);
            asks.computeIfAbsent(change.conversation(), first -> new ArrayList<>())
                    .add(change.ask().parameters(index));
        }
        List<Map<String, Object>> wanted = new ArrayList<>();
        asks.forEach((conversation, its) -> wanted.add(Map.of("id", conversation, "asks", its)));
        Map<Long, Locked> locked = new HashMap<>();
        List<Long> people = changes.stream()
                .flatMap(change -> change.ask().people().stream())
                .distinct()
                .sorted()
                .toList();
        for (Record row : transaction.run(LOCK, Map.of("people", people, "conversations", wanted))) {
            Locked one = locked(row, now);
            locked.put(one.conversation().number(), one);
        }
        return locked;
    }

    private static Locked locked(Record row, Instant now) {
        List<LockedPart> parts = row.get("parts").asList(LockedPart::new);
        Map<Integer, ChangeFacts> facts = new HashMap<>();
        for (Value found : row.get("facts").values()) {
            facts.put(found.get("index").asInt(), ChangeFacts.from(found));
        }
        return new Locked(new LockedConversation(row.get("conversation"), parts, now), facts);
    }

    /**
     * Writes what was decided: what is common with one statement for all, what is rare with one each.
     *
     * @return how many shared videos got their first reply, within the time that counts
     */
    int save(Transaction transaction, List<LockedConversation> changed) {
        if (changed.isEmpty()) {
            return 0;
        }
        List<Record> saved = transaction.run(
                SAVE,
                Map.of(
                        "conversations",
                        changed.stream().map(LockedConversation::toWrite).toList()));
        changed.forEach(conversation -> conversation.writes().forEach(write -> save(transaction, write)));
        return saved.getFirst().get("answered").asInt();
    }

    private static void save(Transaction transaction, Write write) {
        switch (write) {
            case Write.Join(long conversation, long user, Map<String, @Nullable Object> part) ->
                transaction.run(JOIN, Map.of("conversation", conversation, "user", user, "part", part));
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
     * A locked conversation.
     *
     * @param facts by the place of the change that asked for them
     */
    record Locked(LockedConversation conversation, Map<Integer, ChangeFacts> facts) {

        /** The answer to what the change at {@code index} asked, whose viewer exists. */
        ChangeFacts fact(int index) {
            return Objects.requireNonNull(facts.get(index));
        }

        /** The part of the viewer of the change at {@code index}; empty when the conversation does not exist for them. */
        Optional<LockedPart> part(long viewer, int index) {
            ChangeFacts known = facts.get(index);
            return conversation
                    .part(viewer)
                    .filter(part -> known != null && part.state() != ParticipantState.DECLINED)
                    .filter(part -> conversation.kind() == ConversationKind.GROUP
                            || !Objects.requireNonNull(known)
                                    .hidden()
                                    .contains(conversation.other(viewer).user()));
        }
    }
}
