package io.mutuals.conversation;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads who reacted to messages, and whom they call. */
@Repository
class ReactionRepository {

    private static final Statement REACTIONS = new Statement("messages.reactions", """
            %s
            MATCH (message:Message {id: key.message})
            MATCH (conversation:Conversation {id: message.conversationId})
            MATCH %s
              AND message.seq > %s
            RETURN key.index AS index, COLLECT {
              MATCH (user:User)-[reacted:REACTED]->(message)
              WHERE %s
              WITH reacted.emoji AS emoji, min(reacted.at) AS began, user, reacted
              ORDER BY reacted.at, user.id
              WITH emoji, min(began) AS began, collect(user) AS users
              ORDER BY began, emoji
              RETURN {emoji: emoji, byViewer: viewer IN users, users: [one IN users | %s]}
            } AS reactions
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    ConversationVisibility.OF_VIEWER,
                    ConversationVisibility.UNSEEN,
                    Visibility.maySee("user"),
                    User.projection("one")));

    private static final Statement MENTIONS = new Statement("messages.mentions", """
            %s
            MATCH (message:Message {id: key.message})
            MATCH (conversation:Conversation {id: message.conversationId})
            MATCH %s
              AND message.seq > %s
            RETURN key.index AS index, COLLECT {
              MATCH (message)-[:MENTIONS]->(user:User)
              WHERE %s
              WITH user
              ORDER BY user.id
              RETURN %s
            } AS mentions
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    ConversationVisibility.OF_VIEWER,
                    ConversationVisibility.UNSEEN,
                    Visibility.maySee("user"),
                    User.projection("user")));

    private final Graph graph;

    ReactionRepository(Graph graph) {
        this.graph = graph;
    }

    /** The reactions to each message that the viewer sees; touches every reaction. */
    Map<MessageKey, List<Reaction>> reactions(Set<MessageKey> keys) {
        return graph.readByKey(
                REACTIONS,
                keys,
                key -> Map.of("viewer", key.viewer(), "message", key.message()),
                Map.of(),
                (key, row) -> row.get("reactions")
                        .asList(found -> new Reaction(
                                found.get("emoji").asString(),
                                found.get("byViewer").asBoolean(),
                                found.get("users").asList(User::from))));
    }

    /** Whom each message that the viewer sees calls. */
    Map<MessageKey, List<User>> mentions(Set<MessageKey> keys) {
        return graph.readByKey(
                MENTIONS,
                keys,
                key -> Map.of("viewer", key.viewer(), "message", key.message()),
                Map.of(),
                (key, row) -> row.get("mentions").asList(User::from));
    }
}
