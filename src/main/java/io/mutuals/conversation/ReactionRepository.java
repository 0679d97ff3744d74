package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads the reactions and mentions of messages. */
@Repository
class ReactionRepository {

    private static final Statement REACTIONS = new Statement(
            "messages.reactions",
            Cypher.of("""
            {forEachKey}
            MATCH (message:Message {id: key.message})
            WITH *, message.conversationId AS conversationId
            MATCH (conversation:Conversation {id: conversationId})
            MATCH {maySeeConversation}
              AND message.seq > {hiddenUpTo}
            RETURN key.index AS index, COLLECT {
              MATCH (user:User)-[reacted:REACTED]->(message)
              WHERE {maySee}
              WITH reacted.emoji AS emoji, min(reacted.at) AS began, user, reacted
              ORDER BY reacted.at, user.id
              WITH emoji, min(began) AS began, collect(user) AS users
              ORDER BY began, emoji
              RETURN {emoji: emoji, byViewer: viewer IN users, users: [one IN users | {one}]}
            } AS reactions
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                    .with("maySee", Visibility.maySee("user"))
                    .with("one", User.projection("one")));

    private static final Statement MENTIONS = new Statement(
            "messages.mentions",
            Cypher.of("""
            {forEachKey}
            MATCH (message:Message {id: key.message})
            WITH *, message.conversationId AS conversationId
            MATCH (conversation:Conversation {id: conversationId})
            MATCH {maySeeConversation}
              AND message.seq > {hiddenUpTo}
            RETURN key.index AS index, COLLECT {
              MATCH (message)-[:MENTIONS]->(user:User)
              WHERE {maySee}
              WITH user
              ORDER BY user.id
              RETURN {user}
            } AS mentions
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("hiddenUpTo", ConversationVisibility.HIDDEN_UP_TO)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private final Graph graph;

    ReactionRepository(Graph graph) {
        this.graph = graph;
    }

    /** Reads the reactions to messages that exist for their viewers; touches every reaction to them. */
    Map<MessageKey, List<Reaction>> reactions(Set<MessageKey> keys) {
        return graph.readByKey(
                REACTIONS,
                keys,
                MessageKey::parameters,
                Map.of(),
                (key, row) -> row.get("reactions")
                        .asList(found -> new Reaction(
                                found.get("emoji").asString(),
                                found.get("byViewer").asBoolean(),
                                found.get("users").asList(User::from))));
    }

    /** Reads the users mentioned in messages that exist for their viewers, by number; touches every mention in them. */
    Map<MessageKey, List<User>> mentions(Set<MessageKey> keys) {
        return graph.readByKey(
                MENTIONS,
                keys,
                MessageKey::parameters,
                Map.of(),
                (key, row) -> row.get("mentions").asList(User::from));
    }
}
