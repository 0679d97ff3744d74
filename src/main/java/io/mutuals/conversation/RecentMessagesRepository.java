package io.mutuals.conversation;

import io.mutuals.conversation.RecentMessages.Recent;
import io.mutuals.conversation.RecentMessages.StoredReaction;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the messages that memory holds. */
@Repository
class RecentMessagesRepository {

    private static final Statement LATEST =
            new Statement("memory.messages", Cypher.of("""
            UNWIND $keys AS key
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH (message:Message {conversationId: conversation.id})
            WHERE message.seq > conversation.lastSeq - $most AND message.seq <= conversation.lastSeq
            WITH key, conversation, message
            ORDER BY message.seq
            RETURN key.index AS index, conversation.lastSeq AS end, collect({
              message: {message},
              reactions: COLLECT {
                MATCH (user:User)-[reacted:REACTED]->(message)
                RETURN {emoji: reacted.emoji, at: reacted.at, user: user.id}
              },
              mentions: COLLECT {
                MATCH (message)-[:MENTIONS]->(user:User)
                WITH user
                ORDER BY user.id
                RETURN user.id
              }
            }) AS messages
            """).with("message", Message.projection("message")));

    private static final Statement PLACES = new Statement("memory.message", """
            UNWIND $keys AS key
            MATCH (message:Message {id: key.message})
            RETURN key.index AS index, message.conversationId AS conversation, message.seq AS seq
            """);

    private final Graph graph;

    RecentMessagesRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the last messages of each conversation, at most {@link RecentMessages#MOST}; touches these messages, and
     * all reactions to them.
     */
    Map<Long, RecentMessages> latest(Set<Long> conversations) {
        return graph.readByKey(
                LATEST,
                conversations,
                conversation -> Map.of("conversation", conversation),
                Map.of("most", RecentMessages.MOST),
                (conversation, row) -> new RecentMessages(
                        row.get("end").asInt(), row.get("messages").asList(RecentMessagesRepository::recent)),
                conversation -> RecentMessages.NONE);
    }

    /** Returns where each message is, empty for those that do not exist, but may be sent later. */
    Map<Long, Optional<MessagePlace>> places(Set<Long> messages) {
        return graph.readByKey(
                PLACES,
                messages,
                message -> Map.of("message", message),
                Map.of(),
                (message, row) -> Optional.of(new MessagePlace(
                        row.get("conversation").asLong(), row.get("seq").asInt())),
                message -> Optional.empty());
    }

    private static Recent recent(Value found) {
        return new Recent(
                HeldMessage.from(found.get("message")),
                found.get("reactions")
                        .asList(reaction -> new StoredReaction(
                                reaction.get("emoji").asString(),
                                Times.instant(reaction.get("at")),
                                reaction.get("user").asLong())),
                found.get("mentions").asList(Value::asLong));
    }
}
