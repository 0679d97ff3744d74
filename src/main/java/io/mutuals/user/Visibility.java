package io.mutuals.user;

/**
 * Who may see whom: the one place that decides it.
 *
 * <p>The rules are Cypher, because they must hold in the very query that loads what they guard: a rule that is checked before or
 * after the read is checked too early or too late. Every statement that brings people to viewers begins with
 * {@link #FOR_EACH_KEY} and tests with {@link #maySee} everybody whom it brings.
 */
public final class Visibility {

    /**
     * The first clauses of a statement: unwinds {@code $keys AS key}, binds {@code viewer} to the user {@code key.viewer}, and
     * {@code hidden} to all whom that viewer may not see: a block hides each from the other, whoever blocked.
     *
     * <p>Costs one walk over the viewer's relationships. Asking the graph about each pair instead costs one such walk for every
     * person listed: with 1,350 people in 20 pages, 5,400 database hits instead of 60.
     */
    public static final String FOR_EACH_KEY = """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            WITH key, viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden""";

    /** A Cypher expression: the friends of {@code viewer}, as a list. */
    public static final String FRIENDS_OF_VIEWER = "COLLECT { MATCH (viewer)-[:FRIENDS_WITH]-(own) RETURN own }";

    private Visibility() {}

    /**
     * A predicate: the viewer may see {@code other}. Everybody may see themselves.
     *
     * @param other a Cypher variable bound to a user, where {@code hidden} is in scope
     */
    public static String maySee(String other) {
        return "NOT " + other + " IN hidden";
    }

    /**
     * A predicate: {@code viewer} may learn from the list of {@code owner}'s friends that {@code friend} is one of them.
     *
     * @param owner a Cypher variable bound to a user
     * @param friend one bound to a friend of {@code owner}
     * @param friends one bound to the list of {@code viewer}'s friends
     */
    public static String listShows(String owner, String friend, String friends) {
        return """
                (%1$s = viewer OR CASE %4$s
                  WHEN 'EVERYONE' THEN true
                  WHEN 'FRIENDS' THEN %1$s IN %3$s
                  WHEN 'MUTUAL_FRIENDS' THEN %2$s IN %3$s
                  ELSE false END)""".formatted(owner, friend, friends, PrivacySetting.FRIEND_LIST_VISIBLE_TO.of(owner));
    }

    /**
     * A predicate: {@code viewer} may know which friends they share with {@code user}. It follows from nothing but the list of
     * {@code user}'s friends being closed to everybody.
     */
    public static String mayShareFriends(String user) {
        return PrivacySetting.FRIEND_LIST_VISIBLE_TO.of(user) + " <> 'ONLY_ME'";
    }
}
