package io.mutuals.conversation;

import io.mutuals.api.MessageId;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads transcripts in the transaction of a caller that stores them. */
@Repository
public class Transcripts {

    private static final Statement AROUND = new Statement(
            "transcripts.around",
            Cypher.of("""
            {forEachKey}
            MATCH (message:Message {id: key.message})
            WITH *, message.conversationId AS conversationId
            MATCH (conversation:Conversation {id: conversationId})
            MATCH {maySeeConversation}
              AND message.seq > {hiddenUpTo}
            WITH conversation, message.seq AS seq, key.context AS context, {hiddenUpTo} AS hiddenUpTo
            MATCH (line:Message {conversationId: conversation.id})
            WHERE seq - context <= line.seq <= seq + context AND line.seq > hiddenUpTo
            OPTIONAL MATCH (sender:User {id: line.senderId})
            WITH conversation, seq, line, sender
            ORDER BY line.seq
            RETURN conversation.id AS conversation, seq, collect({
              message: {line},
              sender: CASE WHEN sender IS NULL THEN null ELSE {sender} END
            }) AS lines
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                    .with("line", Message.projection("line"))
                    .with("sender", User.projection("sender")));

    /**
     * Reads a message with up to {@code context} messages before it and as many after it; touches as many messages.
     *
     * @return empty when there is no message that {@code viewer} can read
     */
    public Optional<Transcript> around(Graph.Transaction transaction, UserId viewer, MessageId message, int context) {
        Map<String, Object> key = Map.of("viewer", viewer.value(), "message", message.value(), "context", context);
        return transaction.run(AROUND, Map.of("keys", List.of(key))).stream()
                .findFirst()
                .map(Transcripts::transcript);
    }

    private static Transcript transcript(Record row) {
        int seq = row.get("seq").asInt();
        List<Message> lines = row.get("lines").asList(Transcripts::line);
        return new Transcript(
                row.get("conversation").asLong(),
                lines.stream().filter(line -> line.seq() < seq).toList(),
                lines.stream().filter(line -> line.seq() == seq).findFirst().orElseThrow(),
                lines.stream().filter(line -> line.seq() > seq).toList());
    }

    private static Message line(Value found) {
        Value sender = found.get("sender");
        return Message.from(found.get("message"), sender.isNull() ? null : User.from(sender));
    }
}
