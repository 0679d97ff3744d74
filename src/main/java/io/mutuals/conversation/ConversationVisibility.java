package io.mutuals.conversation;

import io.mutuals.user.Visibility;

/** Which conversations exist for whom: those they take part in. */
final class ConversationVisibility {

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} where {@link Visibility#FOR_EACH_KEY} came before: binds
     * {@code part} and {@code conversation} to what {@code viewer} takes part in. Between two people nothing exists while one
     * blocks the other.
     */
    static final String OF_VIEWER = """
            (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation)
            WHERE (size(hidden) = 0 OR conversation.kind <> 'DIRECT' OR NOT EXISTS {
              MATCH (conversation)<-[:PARTICIPATES_IN]-(other:User)
              WHERE NOT (%s)
            })""".formatted(Visibility.maySee("other"));

    private ConversationVisibility() {}
}
