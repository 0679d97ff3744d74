package io.mutuals.conversation;

/**
 * Which groups two people share: those in which both are active. Who was invited and has not accepted, or declined, is not; the two are
 * not told apart.
 */
public final class SharedGroups {

    private SharedGroups() {}

    /**
     * A Cypher pattern with its condition, to follow {@code MATCH} where {@code viewer} is in scope: binds {@code conversation} to a group
     * that the viewer and {@code other} share, and {@code part} to the part that the viewer has in it. None is shared with oneself.
     *
     * @param other a Cypher variable bound to a user
     */
    public static String with(String other) {
        return """
                (viewer)-[part:PARTICIPATES_IN]->(conversation:Conversation {kind: 'GROUP'})<-[theirs:PARTICIPATES_IN]-(%s)
                WHERE %s AND %s""".formatted(other, isActive("part"), isActive("theirs"));
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
