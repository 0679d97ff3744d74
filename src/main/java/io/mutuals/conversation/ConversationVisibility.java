package io.mutuals.conversation;

import io.mutuals.user.Visibility;

/** For whom a conversation exists: the one place that decides it. */
final class ConversationVisibility {

    private ConversationVisibility() {}

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH}: binds {@code part} and {@code conversation} to what the bound
     * user {@code viewer} takes part in. Between two people nothing exists while one blocks the other.
     */
    static final String OF_VIEWER = """
            (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation)
            WHERE (conversation.kind <> 'DIRECT' OR NOT EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
              WHERE NOT (%s)
            })""".formatted(Visibility.maySee("viewer", "other"));
}
