package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads the mutual friends of a viewer and a user, and shortest paths between them.
 *
 * <p>Every mutual friend is a friend of the viewer, and a block ends a friendship; so the viewer may see every mutual
 * friend who is not absent.
 */
@Repository
class MutualFriendRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "mutual";

    /**
     * Walks over the user's friendships and looks each friend up among the viewer's, which costs less than a lookup of
     * each pair.
     */
    private static final String FOR_EACH_PAIR = Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (user:User {id: key.user})
            WHERE {isPresentViewer} AND {isPresentUser}
            WITH key, user, CASE WHEN viewer <> user AND {mayShareFriends} AND NOT EXISTS { (viewer)-[:BLOCKED]-(user) }
              THEN {friendsOfViewer} ELSE [] END AS friends""")
            .with("isPresentViewer", Visibility.isPresent("viewer"))
            .with("isPresentUser", Visibility.isPresent("user"))
            .with("mayShareFriends", Visibility.mayShareFriends("user"))
            .with("friendsOfViewer", Visibility.FRIENDS_OF_VIEWER)
            .text();

    private static final String MUTUAL = """
            MATCH (user)-[:FRIENDS_WITH]-(friend)
            WHERE friend IN friends""";

    private static final Statement PAGE = new Statement(
            "mutualFriends.page",
            Cypher.of("""
            {forEachPair}
            CALL (user, friends, key) {
              {mutual}
                AND (key.number IS NULL OR toLower(friend.displayName) > key.name
                  OR (toLower(friend.displayName) = key.name AND friend.id > key.number))
              WITH friend
              ORDER BY toLower(friend.displayName), friend.id
              LIMIT $limit
              RETURN collect({name: toLower(friend.displayName), user: {friend}}) AS page
            }
            RETURN key.index AS index, page, CASE WHEN key.counted THEN COUNT { {mutual} } END AS total
            """)
                    .with("forEachPair", FOR_EACH_PAIR)
                    .with("mutual", MUTUAL)
                    .with("friend", User.projection("friend")));

    private static final Statement COUNT = new Statement(
            "mutualFriends.count",
            Cypher.of("""
            {forEachPair}
            RETURN key.index AS index, COUNT { {mutual} } AS total
            """).with("forEachPair", FOR_EACH_PAIR).with("mutual", MUTUAL));

    private static final Statement PATH = new Statement(
            "friends.path",
            Cypher.of("""
            {forEachKey}
            MATCH (user:User {id: key.user})
            WHERE viewer <> user
            WITH key, viewer, user, hidden, {friendsOfViewer} AS friends
            CALL (viewer, user, hidden, friends) {
              MATCH path = ANY SHORTEST (viewer)
                ((from:User)-[:FRIENDS_WITH]-(to:User)
                  WHERE {maySee} AND (from = viewer OR to = viewer OR {showsFrom} OR {showsTo})){1,3} (user)
              RETURN [person IN nodes(path) | {person}] AS people
            }
            RETURN key.index AS index, people
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("to"))
                    .with("person", User.projection("person"))
                    .with(
                            "showsFrom",
                            Visibility.shows(Visibility.friendsShown("from", "from IN friends"), "to IN friends"))
                    .with(
                            "showsTo",
                            Visibility.shows(Visibility.friendsShown("to", "to IN friends"), "from IN friends"))
                    .with("friendsOfViewer", Visibility.FRIENDS_OF_VIEWER));

    private final Graph graph;
    private final Pages pages;

    MutualFriendRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** Returns a page for each key; touches every friendship of both users. */
    Map<MutualFriendsKey, Connection<User, Edge.Plain<User>>> page(Set<MutualFriendsKey> keys) {
        return pages.read(PAGE, keys, key -> key.between().parameters(), MutualFriendRepository::edge);
    }

    /** Returns the number of mutual friends for each key; touches every friendship of both users. */
    Map<UserKey, Integer> count(Set<UserKey> keys) {
        return graph.readByKey(
                COUNT,
                keys,
                UserKey::parameters,
                Map.of(),
                (key, row) -> row.get("total").asInt());
    }

    /**
     * Returns a shortest path of at most three friendships from the viewer to the user, both included. Each friendship
     * is visible to the viewer in the list of one of the two friends. Keys without a path are absent.
     */
    Map<UserKey, List<User>> path(Set<UserKey> keys) {
        return graph.readByKey(
                PATH,
                keys,
                UserKey::parameters,
                Map.of(),
                (key, row) -> row.get("people").asList(User::from));
    }

    private static Edge.Plain<User> edge(MutualFriendsKey key, Value found) {
        User user = User.from(found.get("user"));
        return new Edge.Plain<>(new KeysetPosition.ByName(found.get("name").asString(), user.number()).in(LIST), user);
    }
}
