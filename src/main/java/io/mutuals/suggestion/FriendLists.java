package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Repository;

/** Whose friends are whose, for those who must learn of a change. */
@Repository
class FriendLists {

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

    FriendLists(Graph graph) {
        this.graph = graph;
    }

    /** All friends of any of these people. */
    List<Long> of(Collection<Long> users) {
        return ids(FRIENDS, Map.of("users", users));
    }

    /** The friends of somebody's friends, and their friends as well where they know each other. */
    List<Long> ofFriendsOf(long user) {
        return ids(FRIENDS_OF_FRIENDS, Map.of("user", user));
    }

    private List<Long> ids(Statement statement, Map<String, Object> parameters) {
        return graph.read(statement, parameters).stream()
                .map(row -> row.get("id").asLong())
                .toList();
    }
}
