package io.mutuals.suggestion.memory;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/**
 * Finds the users affected by a change to some users: from the graph in memory if it is loaded, otherwise from Neo4j.
 */
@Repository
public class FriendLists {

    private static final Statement FRIENDS = new Statement("suggestions.friends", """
            MATCH (user:User)-[:FRIENDS_WITH]-(friend)
            WHERE user.id IN $users
            RETURN DISTINCT friend.id AS id
            """);

    private static final Statement FRIENDS_OF_FRIENDS = new Statement("suggestions.friendsOfFriends", """
            MATCH (:User {id: $user})-[:FRIENDS_WITH]-()-[:FRIENDS_WITH]-(other)
            RETURN DISTINCT other.id AS id
            """);

    private final Graph graph;
    private final FriendGraphs inMemory;

    FriendLists(Graph graph, FriendGraphs inMemory) {
        this.graph = graph;
        this.inMemory = inMemory;
    }

    /** Returns all friends of any of these users; may contain the users themselves. */
    public Collection<Long> of(Collection<Long> users) {
        return inMemory.current()
                .<Collection<Long>>map(friends -> in(friends, users))
                .orElseGet(() -> ids(FRIENDS, Map.of("users", users)));
    }

    /**
     * Returns the friends of a user's friends; may contain the user, and the user's friends where they are friends with
     * each other.
     */
    public Collection<Long> ofFriendsOf(long user) {
        return inMemory.current()
                .<Collection<Long>>map(friends -> in(friends, in(friends, List.of(user))))
                .orElseGet(() -> ids(FRIENDS_OF_FRIENDS, Map.of("user", user)));
    }

    private static Set<Long> in(FriendGraph graph, Collection<Long> users) {
        Set<Long> friends = new HashSet<>();
        for (long user : users) {
            int person = graph.person(user);
            if (person != FriendGraph.NOT_FOUND) {
                int first = graph.first(person);
                for (int at = first; at < first + graph.degree(person); at++) {
                    friends.add(graph.id(graph.friends()[at]));
                }
            }
        }
        return friends;
    }

    private List<Long> ids(Statement statement, Map<String, Object> parameters) {
        return graph.read(statement, parameters).stream()
                .map(row -> row.get("id").asLong())
                .toList();
    }
}
