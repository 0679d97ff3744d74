package io.mutuals.user;

import io.mutuals.neo4j.Cypher;

/**
 * Decides which users a viewer may see. The only place that does.
 *
 * <p>The rules are Cypher because they must hold in the statement that loads what they guard: a check before or after
 * the read would decide on another state of the graph. Every statement that returns users begins with
 * {@link #FOR_EACH_KEY} and tests each returned user with {@link #maySee}.
 */
public final class Visibility {

    /**
     * The first clauses of a statement. Unwinds {@code $keys AS key}, binds {@code viewer} to the user
     * {@code key.viewer}, and {@code hidden} to the users hidden from that viewer by blocks: a block hides each user
     * from the other, in either direction. A viewer who is absent has no row.
     *
     * <p>Costs one walk over the viewer's relationships. Testing each pair instead would cost such a walk for every
     * returned user: with 1,350 users in 20 pages, 5,400 database hits instead of 60.
     */
    public static final String FOR_EACH_KEY = """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            WHERE NOT viewer:Absent
            WITH key, viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden""";

    /** A Cypher expression for the list of friends of {@code viewer}, without those who are absent. */
    public static final String FRIENDS_OF_VIEWER =
            "COLLECT { MATCH (viewer)-[:FRIENDS_WITH]-(own) WHERE NOT own:Absent RETURN own }";

    private Visibility() {}

    /**
     * Returns a predicate: the viewer may see {@code other}. Users can always see themselves.
     *
     * @param other a Cypher variable bound to a user, where {@code hidden} is in scope
     */
    public static String maySee(String other) {
        return "(NOT %s IN hidden AND %s)".formatted(other, isPresent(other));
    }

    /**
     * Returns a predicate: {@code user} is not absent. Absent users, who have {@linkplain Departures deactivated or
     * deleted} their account, are hidden from everyone.
     *
     * @param user a Cypher variable bound to a user
     */
    public static String isPresent(String user) {
        return "NOT " + user + ":Absent";
    }

    /**
     * Returns a predicate: {@code viewer} and {@code person} are friends. Reads the graph for each evaluation, so it
     * suits a few users.
     *
     * @param person a Cypher variable bound to a user
     */
    public static String isFriend(String person) {
        return "EXISTS { (viewer)-[:FRIENDS_WITH]-(%s) }".formatted(person);
    }

    /**
     * Returns a predicate: neither of two users is hidden from the other, nor absent. Neither needs to be the viewer.
     *
     * @param one a Cypher variable bound to a user
     * @param other a Cypher variable bound to a user
     */
    public static String seeEachOther(String one, String other) {
        return "(NOT EXISTS { (%1$s)-[:BLOCKED]-(%2$s) } AND %3$s AND %4$s)"
                .formatted(one, other, isPresent(one), isPresent(other));
    }

    /**
     * Returns a Cypher expression for the part of {@code owner}'s list of friends that {@code viewer} sees:
     * {@code 'ALL'}, {@code 'SHARED'} (only the friends that the two share) or {@code 'NONE'}.
     *
     * @param owner a Cypher variable bound to a user
     * @param isFriend a predicate: {@code viewer} and {@code owner} are friends
     */
    public static String friendsShown(String owner, String isFriend) {
        return Cypher.of("""
                CASE WHEN {owner} = viewer THEN 'ALL' ELSE CASE {friendListVisibleTo}
                  WHEN 'EVERYONE' THEN 'ALL'
                  WHEN 'FRIENDS' THEN CASE WHEN {isFriend} THEN 'ALL' ELSE 'NONE' END
                  WHEN 'MUTUAL_FRIENDS' THEN 'SHARED'
                  ELSE 'NONE' END END""")
                .with("owner", owner)
                .with("friendListVisibleTo", PrivacySetting.FRIEND_LIST_VISIBLE_TO.of(owner))
                .with("isFriend", isFriend)
                .text();
    }

    /**
     * Returns a predicate: a list of friends shows a user to {@code viewer}.
     *
     * @param shown the result of {@link #friendsShown}, or a variable bound to it
     * @param isFriend a predicate: {@code viewer} and the listed user are friends
     */
    public static String shows(String shown, String isFriend) {
        return "CASE %s WHEN 'ALL' THEN true WHEN 'SHARED' THEN %s ELSE false END".formatted(shown, isFriend);
    }

    /**
     * Returns a predicate: {@code viewer} may see the friends that they share with {@code user}. True unless the user's
     * list of friends is visible to no one else.
     *
     * @param user a Cypher variable bound to a user
     */
    public static String mayShareFriends(String user) {
        return PrivacySetting.FRIEND_LIST_VISIBLE_TO.of(user) + " <> 'ONLY_ME'";
    }
}
