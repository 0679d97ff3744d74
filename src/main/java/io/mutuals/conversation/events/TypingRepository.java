package io.mutuals.conversation.events;

import io.mutuals.conversation.ConversationVisibility;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads the participants whose typing a viewer may see. */
@Repository
class TypingRepository {

    /**
     * A participant shows typing after accepting the conversation; a user with presence off neither shows nor sees it.
     */
    private static final Statement OTHERS = new Statement(
            "typing.others",
            Cypher.of("""
            {forEachKey}
            MATCH (conversation:Conversation {id: key.conversation})
            MATCH {maySeeConversation}
            RETURN key.index AS index, COLLECT {
              MATCH (user:User)-[theirs:PARTICIPATES_IN {state: 'ACTIVE'}]->(conversation)
              WHERE user <> viewer AND {maySee} AND {showPresenceViewer} AND {showPresenceUser}
              WITH user, theirs
              ORDER BY theirs.joinedAt, user.id
              RETURN {user}
            } AS others
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeConversation", ConversationVisibility.OF_VIEWER)
                    .with("maySee", Visibility.maySee("user"))
                    .with("showPresenceViewer", PrivacySetting.SHOW_PRESENCE.of("viewer"))
                    .with("showPresenceUser", PrivacySetting.SHOW_PRESENCE.of("user"))
                    .with("user", User.projection("user")));

    private final Graph graph;

    TypingRepository(Graph graph) {
        this.graph = graph;
    }

    /**
     * Returns the other participants of each conversation, the one who joined first at the beginning; touches every
     * participant.
     */
    Map<TypingKey, List<User>> others(Set<TypingKey> keys) {
        return graph.readByKey(
                OTHERS,
                keys,
                TypingKey::parameters,
                Map.of(),
                (key, row) -> row.get("others").asList(User::from));
    }
}
