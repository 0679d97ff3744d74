package io.mutuals.conversation;

import io.mutuals.neo4j.Cypher;

/**
 * Cypher fragments for the groups that two users share: those in which both are active participants. A user who has not
 * accepted an invitation or has declined it shares no group by it.
 */
public final class SharedGroups {

    /**
     * A Cypher expression: the list of groups in which {@code viewer} is active. Touches every conversation of the
     * viewer.
     */
    public static final String OF_VIEWER =
            Cypher.of("""
            COLLECT {
              MATCH (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})
              WHERE {isActive}
              RETURN conversation
            }""").with("isActive", isActive("part")).text();

    private SharedGroups() {}

    /**
     * Returns a Cypher pattern with its condition, to follow {@code MATCH}: binds {@code conversation} to the groups
     * that the viewer and {@code other} share, and {@code part} to the viewer's relationships to them. A user shares no
     * group with themselves. Needs {@code viewer} in scope.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String with(String other) {
        return Cypher.of("""
                (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind:
                  'GROUP'})<-[theirs:PARTICIPATES_IN]-({other})
                WHERE {isActivePart} AND {isActiveTheirs}""")
                .with("other", other)
                .with("isActivePart", isActive("part"))
                .with("isActiveTheirs", isActive("theirs"))
                .text();
    }

    /**
     * Returns the same pattern for statements about many others; it binds {@code conversation} only. Touches every
     * conversation of {@code other}. Needs {@code viewer} and {@code groups}, bound to {@link #OF_VIEWER}, in scope.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String among(String other) {
        return Cypher.of("""
                (conversation)<-[theirs:PARTICIPATES_IN]-({other})
                WHERE {other} <> viewer AND conversation IN groups AND {isActive}""")
                .with("other", other)
                .with("isActive", isActive("theirs"))
                .text();
    }

    /**
     * Returns a Cypher predicate: the participant is active.
     *
     * @param part a Cypher variable bound to a {@code PARTICIPATES_IN} relationship
     */
    public static String isActive(String part) {
        return "(%1$s.state IS NULL OR %1$s.state = 'ACTIVE')".formatted(part);
    }
}
