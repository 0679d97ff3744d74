package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * Erases what a user said in conversations, and that they took part. The others keep their conversations: of each
 * message of the user a place without content and without sender stays, as of an unsent one, so that positions have no
 * gap.
 */
@Component
class ErasedConversations implements ErasureStep {

    private static final String WITHOUT_USER = """
            event.by = CASE event.by WHEN $user THEN 0 ELSE event.by END,
                event.user = CASE event.user WHEN $user THEN 0 ELSE event.user END,
                event.onlyFor = CASE event.onlyFor WHEN $user THEN 0 ELSE event.onlyFor END""";

    /** Each message is told to be unsent, so that devices drop what they hold of it. */
    private static final Statement MESSAGES = new Statement("erasure.messages", """
            MATCH (:User {id: $user})-[:SENT]->(message:Message)
            WITH message
            LIMIT $most
            WITH message
            ORDER BY message.seq
            WITH message.conversationId AS number, collect(message) AS messages
            MATCH (conversation:Conversation {id: number})
            WITH conversation, messages
            ORDER BY conversation.id
            SET conversation.locked = true
            WITH collect([conversation, messages]) AS locked
            UNWIND locked AS one
            WITH one[0] AS conversation, one[1] AS messages
            WITH conversation, messages, coalesce(conversation.lastEvent, 0) AS last,
              CASE WHEN conversation.lastEventAt > $now THEN conversation.lastEventAt ELSE $now END AS at
            SET conversation.lastEvent = last + size(messages), conversation.lastEventAt = at
            WITH conversation, messages, last, at
            CALL (conversation, messages, last, at) {
              UNWIND range(0, size(messages) - 1) AS place
              WITH conversation, messages[place] AS message, last + 1 + place AS event, at
              OPTIONAL MATCH (message)-[gone:SENT|SHARES|MENTIONS|REACTED]-(about)
              WITH conversation, message, event, at, collect(gone) AS gone,
                collect(CASE type(gone) WHEN 'MENTIONS' THEN about.id END) AS mentioned
              FOREACH (one IN gone | DELETE one)
              SET message.senderId = 0, message.unsentAt = coalesce(message.unsentAt, at),
                message.unsentSeq = message.seq
              REMOVE message.body, message.clientMessageId, message.fingerprint, message.editedAt,
                message.anchorVideoId, message.anchorStartMs, message.anchorEndMs, message.aboutVideoId,
                message.awaitsReplyUntil, message.repliedAt
              CREATE (:Event {
                conversationId: conversation.id, event: event, eventAt: at, type: 'MESSAGE_UNSENT',
                message: message.id, messageSeq: message.seq})
              RETURN collect(mentioned) AS mentioned
            }
            RETURN conversation.id AS conversation, mentioned
            """);

    private static final Statement REACTIONS = new Statement("erasure.reactions", """
            MATCH (:User {id: $user})-[reacted:REACTED]->(message:Message)
            WITH reacted, message
            LIMIT $most
            DELETE reacted
            RETURN DISTINCT message.conversationId AS conversation
            """);

    private static final Statement MENTIONS = new Statement("erasure.mentions", """
            MATCH (message:Message)-[mention:MENTIONS]->(:User {id: $user})
            WITH mention, message
            LIMIT $most
            DELETE mention
            RETURN DISTINCT message.conversationId AS conversation
            """);

    /** Of one conversation at a time; touches all its events. */
    private static final Statement EVENTS =
            new Statement("erasure.events", Cypher.of("""
            MATCH (:User {id: $user})-[:PARTICIPATES_IN|LEFT]->(conversation:Conversation)
            WITH conversation
            ORDER BY conversation.id
            LIMIT 1
            MATCH (event:Event {conversationId: conversation.id})
            WHERE event.eventAt IS NOT NULL AND $user IN [event.by, event.user, event.onlyFor]
            WITH event
            LIMIT $most
            SET {withoutUser}
            RETURN 1 AS erased
            """).with("withoutUser", WITHOUT_USER));

    /** The next owner is chosen as by {@link GroupRules#successor}, those who are absent last. */
    private static final Statement LEAVE =
            new Statement("erasure.leaveConversation", Cypher.of("""
            MATCH (user:User {id: $user})-[:PARTICIPATES_IN|LEFT]->(conversation:Conversation)
            WITH user, conversation
            ORDER BY conversation.id
            LIMIT 1
            SET conversation.locked = true
            WITH user, conversation
            OPTIONAL MATCH (user)-[left:LEFT]->(conversation)
            DELETE left
            WITH DISTINCT user, conversation
            CALL (conversation) {
              MATCH (event:Event {conversationId: conversation.id})
              WHERE event.eventAt IS NOT NULL AND $user IN [event.by, event.user, event.onlyFor]
              SET {withoutUser}
            }
            WITH user, conversation
            OPTIONAL MATCH (user)-[part:PARTICIPATES_IN]->(conversation)
            CALL (user, conversation, part) {
              WITH user, conversation, part
              WHERE conversation.kind = 'GROUP' AND part.role = 'OWNER' AND NOT EXISTS {
                MATCH (conversation)<-[owning:PARTICIPATES_IN {role: 'OWNER'}]-(other:User)
                WHERE other <> user
              }
              MATCH (conversation)<-[next:PARTICIPATES_IN]-(other:User)
              WHERE other <> user AND (next.state IS NULL OR next.state <> 'DECLINED')
              WITH next, other
              ORDER BY CASE WHEN other:Absent THEN 1 ELSE 0 END,
                CASE WHEN next.state IS NULL OR next.state = 'ACTIVE' THEN 0 ELSE 1 END,
                CASE next.role WHEN 'ADMIN' THEN 0 ELSE 1 END, next.joinedAt, other.id
              LIMIT 1
              SET next.role = 'OWNER'
              RETURN collect(other.id) AS successors
            }
            WITH conversation, part, head(successors) AS successor,
              CASE WHEN conversation.lastEventAt > $now THEN conversation.lastEventAt ELSE $now END AS at
            CALL (conversation, part, successor, at) {
              WITH conversation, part, successor, at
              WHERE part IS NOT NULL
              SET conversation.pairKey = null, conversation.lastEvent = coalesce(conversation.lastEvent, 0) + 1,
                conversation.lastEventAt = at
              CREATE (event:Event {
                conversationId: conversation.id, event: conversation.lastEvent, eventAt: at,
                type: CASE WHEN successor IS NULL THEN 'AVAILABILITY_CHANGED' ELSE 'ROLE_CHANGED' END})
              SET event.user = successor
              DELETE part
            }
            RETURN conversation.id AS conversation
            """).with("withoutUser", WITHOUT_USER));

    private final ErasureBatches batches;

    ErasedConversations(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(MESSAGES, user, ErasedConversations::ofMessages)
                || batches.run(REACTIONS, user, ErasedConversations::latest)
                || batches.run(MENTIONS, user, ErasedConversations::latest)
                || batches.run(EVENTS, user)
                || batches.run(LEAVE, user, rows -> ofParticipation(user.user(), rows));
    }

    private static List<Fact> ofMessages(List<Record> rows) {
        Stream<Fact> conversations = conversations(rows)
                .flatMap(number ->
                        Stream.of(ConversationsInMemory.conversation(number), MessagesInMemory.latest(number)));
        Stream<Fact> mentioned = rows.stream()
                .flatMap(row ->
                        row.get("mentioned").asList(users -> users.asList(user -> new UserId(user.asLong()))).stream())
                .flatMap(List::stream)
                .map(ConversationsInMemory::participations);
        return Stream.concat(conversations, mentioned).toList();
    }

    private static List<Fact> latest(List<Record> rows) {
        return conversations(rows).map(MessagesInMemory::latest).toList();
    }

    private static List<Fact> ofParticipation(UserId user, List<Record> rows) {
        return conversations(rows)
                .flatMap(number -> Stream.of(
                        ConversationsInMemory.conversation(number),
                        ConversationsInMemory.members(number),
                        ConversationsInMemory.participations(user)))
                .toList();
    }

    private static Stream<ConversationId> conversations(List<Record> rows) {
        return rows.stream()
                .map(row -> new ConversationId(row.get("conversation").asLong()));
    }
}
