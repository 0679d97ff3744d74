package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the facts about conversations that memory holds. */
@Repository
class ConversationFactsRepository {

    /** A conversation with more participants is not held. */
    static final int MAX_PARTICIPANTS = 256;

    /** The participations of a user in more conversations are not held. */
    static final int MAX_CONVERSATIONS = 1_000;

    /** The most unsent messages of a conversation that are held, the latest ones. */
    static final int MAX_UNSENT = 100;

    private static final Statement CONVERSATIONS = new Statement(
            "memory.conversations",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (conversation:Conversation {id: key.conversation})
            WITH key, conversation, {knownConversation} AS known,
              COUNT { (conversation)<-[:PARTICIPATES_IN]-() } AS size
            CALL (conversation, size) {
              WITH conversation, size
              WHERE size <= $mostParticipants
              MATCH (conversation)<-[part:PARTICIPATES_IN]-(user:User)
              RETURN collect({part}) AS participants,
                min(CASE WHEN {readUpTo} < conversation.lastSeq THEN {readUpTo} END) AS unsentAfter
            }
            CALL (conversation, unsentAfter) {
              WITH conversation, unsentAfter
              WHERE unsentAfter IS NOT NULL
              MATCH (unsent:Message {conversationId: conversation.id})
              USING INDEX SEEK unsent:Message(conversationId, unsentSeq)
              WHERE unsent.unsentSeq > unsentAfter
              WITH unsent.unsentSeq AS seq
              ORDER BY seq DESC
              LIMIT $mostUnsent
              RETURN collect(seq) AS unsent
            }
            OPTIONAL MATCH (last:Message {conversationId: conversation.id, seq: conversation.lastSeq})
            RETURN key.index AS index, size > $mostParticipants AS tooLarge, participants, unsent,
              coalesce(unsentAfter, conversation.lastSeq, 0) AS unsentAfter,
              conversation {.id, .kind, .title, .history, .createdAt, .lastMessageAt, .lastSeq,
                lastEvent: known.event, lastEventAt: known.at} AS conversation,
              CASE WHEN last IS NULL THEN null ELSE {last} END AS last
            """)
                    .with("knownConversation", Conversation.KNOWN)
                    .with("part", ParticipantFacts.projection("part", "user"))
                    .with("readUpTo", ConversationVisibility.READ_UP_TO)
                    .with("last", Message.projection("last")));

    private static final Statement PARTICIPATIONS =
            new Statement("memory.participations", Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.user})
            WITH key, viewer, COUNT { (viewer)-[:PARTICIPATES_IN]->() } AS size
            CALL (viewer, size) {
              WITH viewer, size
              WHERE size <= $most
              MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation)
              RETURN collect(conversation.id) AS conversations,
                collect(CASE WHEN conversation.lastSeq > {readUpTo} THEN [conversation.id, {readUpTo}] END) AS unread
            }
            CALL (viewer, unread) {
              UNWIND unread AS one
              MATCH ()-[mention:MENTIONS]->()
              WHERE mention.conversationId = one[0] AND mention.userId = viewer.id AND mention.seq > one[1]
              RETURN collect([mention.conversationId, mention.seq]) AS mentions
            }
            RETURN key.index AS index, size > $most AS tooMany, conversations, mentions
            """).with("readUpTo", ConversationVisibility.READ_UP_TO));

    private final Graph graph;

    ConversationFactsRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the facts about each id, {@link ConversationFacts#MISSING} if no conversation has it, and empty for those
     * that memory does not hold; touches every participant of the others, and their unsent messages that some
     * participant has not read.
     */
    Map<Long, Optional<ConversationFacts>> conversations(Set<Long> ids) {
        return WholeReads.of(
                ids,
                (some, torn) -> graph.readByKey(
                        CONVERSATIONS,
                        some,
                        id -> Map.of("conversation", id),
                        Map.of("mostParticipants", MAX_PARTICIPANTS, "mostUnsent", MAX_UNSENT + 1),
                        (id, row) -> {
                            if (row.get("last").isNull()
                                    && row.get("conversation").get("lastSeq").asInt(0) > 0) {
                                torn.accept(id);
                            }
                            return conversation(row);
                        },
                        id -> Optional.of(ConversationFacts.MISSING)));
    }

    /**
     * Returns the conversations of each user, empty for those that memory does not hold; touches every conversation of
     * the others, and their unread mentions.
     */
    Map<Long, Optional<Participations>> participations(Set<Long> users) {
        return graph.readByKey(
                PARTICIPATIONS,
                users,
                user -> Map.of("user", user),
                Map.of("most", MAX_CONVERSATIONS),
                (user, row) -> participations(row),
                user -> Optional.of(Participations.NONE));
    }

    private static Optional<ConversationFacts> conversation(Record row) {
        if (row.get("tooLarge").asBoolean()) {
            return Optional.empty();
        }
        List<ParticipantFacts> participants = row.get("participants").asList(ParticipantFacts::from).stream()
                .sorted(Comparator.comparing(ParticipantFacts::joinedAt).thenComparingLong(ParticipantFacts::user))
                .toList();
        int[] unsent = row.get("unsent").asList(seq -> seq.asInt()).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        int unsentAfter = row.get("unsentAfter").asInt();
        if (unsent.length > MAX_UNSENT) {
            unsentAfter = unsent[MAX_UNSENT];
            unsent = IntStream.of(unsent).limit(MAX_UNSENT).toArray();
        }
        Value found = row.get("conversation");
        ConversationKind kind = ConversationKind.valueOf(found.get("kind").asString());
        return Optional.of(new ConversationFacts(
                found.get("id").asLong(),
                kind,
                found.get("title").asString(null),
                kind == ConversationKind.GROUP
                        ? HistoryVisibility.valueOf(found.get("history").asString(HistoryVisibility.FROM_JOIN.name()))
                        : null,
                Times.instant(found.get("createdAt")),
                Times.instantOrNull(found.get("lastMessageAt")),
                found.get("lastSeq").asInt(0),
                found.get("lastEvent").asInt(0),
                Times.instantOrNull(found.get("lastEventAt")),
                participants,
                unsent,
                unsentAfter,
                row.get("last").isNull() ? null : HeldMessage.from(row.get("last"))));
    }

    private static Optional<Participations> participations(Record row) {
        if (row.get("tooMany").asBoolean()) {
            return Optional.empty();
        }
        long[] conversations = row.get("conversations").asList(id -> id.asLong()).stream()
                .mapToLong(Long::longValue)
                .toArray();
        Map<Long, int[]> mentions = new HashMap<>();
        for (Value mention : row.get("mentions").values()) {
            mentions.merge(
                    mention.get(0).asLong(),
                    new int[] {mention.get(1).asInt()},
                    (some, more) -> IntStream.concat(IntStream.of(some), IntStream.of(more))
                            .toArray());
        }
        return Optional.of(new Participations(conversations, Map.copyOf(mentions)));
    }
}
