package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;

/**
 * Which groups two people share: those in which both are active. Who was invited and has not accepted, or declined, is not; the two are
 * not told apart.
 */
public final class SharedGroups {

    /** A Cypher expression: the groups in which {@code viewer} takes part, as a list. Touches every conversation of the viewer. */
    public static final String OF_VIEWER =
            Cypher.of("""
            COLLECT {
              MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})
              WHERE {isActive}
              RETURN conversation
            }""").with("isActive", isActive("part")).text();

    private SharedGroups() {}

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} where {@code viewer} is in scope: binds {@code conversation} to a group
     * that the viewer and {@code other} share, and {@code part} to the part that the viewer has in it. None is shared with oneself.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String with(String other) {
        return Cypher.of("""
                (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})<-[theirs:PARTICIPATES_IN]-({other})
                WHERE {isActivePart} AND {isActiveTheirs}""")
                .with("other", other)
                .with("isActivePart", isActive("part"))
                .with("isActiveTheirs", isActive("theirs"))
                .text();
    }

    /**
     * The same for a statement about many others, where {@code groups} (of {@link #OF_VIEWER}) is in scope: binds {@code conversation} alone.
     * Touches every conversation of {@code other}, and none of the viewer's again.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String amongThose(String other) {
        return Cypher.of("""
                (conversation)<-[theirs:PARTICIPATES_IN]-({other})
                WHERE {other} <> viewer AND conversation IN groups AND {isActive}""")
                .with("other", other)
                .with("isActive", isActive("theirs"))
                .text();
    }

    /**
     * A predicate: whoever has the part takes part.
     *
     * @param part a Cypher variable bound to a part in a conversation
     */
    public static String isActive(String part) {
        return "(%1$s.state IS NULL OR %1$s.state = 'ACTIVE')".formatted(part);
    }
}
