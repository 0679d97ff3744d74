package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
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

/** Locks conversations and reads what changes of them depend on. */
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
              SET user.locked = true
              RETURN count(*) AS users
            }
            UNWIND $conversations AS wanted
            MATCH (conversation:Conversation {id: wanted.id})
            WHERE EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(viewer:User)
              WHERE viewer.id IN [input IN wanted.inputs | input.viewer]
            }
            SET conversation.locked = true
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
                WHERE {isPresent}
                WITH input, viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden
                RETURN {
                  index: input.index,
                  viewer: {viewer},
                  hidden: [other IN hidden | other.id] + COLLECT {
                    MATCH (conversation)<-[:PARTICIPATES_IN]-(other:Absent)
                    RETURN other.id
                  },
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
                    MATCH (video:Video {id: input.video})<-[:POSTED]-(author:User)
                    WHERE {maySee}
                  },
                  acceptance: {acceptance}
                }
              } AS facts
            """)
                    .with("isPresent", Visibility.isPresent("viewer"))
                    .with("viewer", User.projection("viewer"))
                    .with("sent", Message.projection("sent"))
                    .with("meant", Message.projection("meant"))
                    .with("maySee", VideoVisibility.maySee("video", "author"))
                    .with("acceptance", ConversationVisibility.ACCEPTANCE));

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
                            || conversation
                                    .other(viewer)
                                    .filter(other -> Objects.requireNonNull(known)
                                            .hidden()
                                            .contains(other.user()))
                                    .isEmpty());
        }
    }
}
