package io.mutuals.user;

/**
 * Who may see whom: the one place that decides it.
 *
 * <p>The rules are Cypher predicates, because they must hold in the very query that loads what they guard: a rule that is checked
 * before or after the read is checked too early or too late. Every statement that brings a person to a viewer carries one.
 */
public final class Visibility {

    private Visibility() {}

    /**
     * A predicate: the user {@code viewer} may see the user {@code other}. Everybody may see themselves; a block hides each
     * from the other, whoever blocked.
     *
     * <p>Costs one degree check for people without blocks.
     *
     * @param viewer a Cypher variable bound to a user
     * @param other a Cypher variable bound to a user
     */
    public static String maySee(String viewer, String other) {
        return "NOT EXISTS { (" + viewer + ")-[:BLOCKED]-(" + other + ") }";
    }
}
