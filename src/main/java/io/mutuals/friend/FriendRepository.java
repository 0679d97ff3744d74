package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads lists of friends. */
@Repository
class FriendRepository {

    private static final String SHOWN =
            Visibility.shows("shown", Visibility.isFriend("friend")) + " AND " + Visibility.maySee("friend");

    private static final Statement BY_TIME = page(
            "friends.recent",
            "f.since < key.at OR (f.since = key.at AND friend.id > key.number)",
            "f.since DESC, friend.id");

    private static final Statement BY_NAME = page(
            "friends.name",
            "toLower(friend.displayName) > key.name"
                    + " OR (toLower(friend.displayName) = key.name AND friend.id > key.number)",
            "toLower(friend.displayName), friend.id");

    private final Pages pages;

    FriendRepository(Pages pages) {
        this.pages = pages;
    }

    private static Statement page(String name, String after, String order) {
        return new Statement(
                name,
                Cypher.of("""
                {forEachKey}
                MATCH (owner:User {id: key.owner})
                WITH key, viewer, hidden, owner, {friendsShown} AS shown
                CALL (viewer, owner, hidden, shown, key) {
                  MATCH (owner)-[f:FRIENDS_WITH]-(friend)
                  WHERE (key.number IS NULL OR {after})
                    AND {shown}
                  WITH f, friend
                  ORDER BY {order}
                  LIMIT $limit
                  RETURN collect({since: f.since, name: toLower(friend.displayName), user: {friend}}) AS page
                }
                RETURN key.index AS index, page,
                  CASE WHEN key.counted THEN COUNT {
                    MATCH (owner)-[:FRIENDS_WITH]-(friend)
                    WHERE {shown}
                  } END AS total
                """)
                        .with("after", after)
                        .with("shown", SHOWN)
                        .with("order", order)
                        .with("friend", User.projection("friend"))
                        .with("forEachKey", Visibility.FOR_EACH_KEY)
                        .with("friendsShown", Visibility.friendsShown("owner", Visibility.isFriend("owner"))));
    }

    /** Returns a page for each key; touches every friendship of the owner. All keys of an order share a statement. */
    Map<FriendsKey, Connection<User, FriendEdge>> friends(Set<FriendsKey> keys) {
        Map<FriendsKey, Connection<User, FriendEdge>> answers = new HashMap<>();
        for (FriendOrder order : FriendOrder.values()) {
            List<FriendsKey> ordered =
                    keys.stream().filter(key -> key.order() == order).toList();
            if (!ordered.isEmpty()) {
                answers.putAll(friends(order, ordered));
            }
        }
        return answers;
    }

    private Map<FriendsKey, Connection<User, FriendEdge>> friends(FriendOrder order, List<FriendsKey> keys) {
        Statement statement = switch (order) {
            case RECENT -> BY_TIME;
            case NAME -> BY_NAME;
        };
        return pages.read(
                statement,
                keys,
                key -> Map.of(
                        "viewer",
                        key.owner().viewer().value(),
                        "owner",
                        key.owner().user().value()),
                FriendRepository::edge);
    }

    private static FriendEdge edge(FriendsKey key, Value found) {
        User user = User.from(found.get("user"));
        Instant since = Times.instant(found.get("since"));
        KeysetPosition position = switch (key.order()) {
            case RECENT -> new KeysetPosition.InTime(since, user.number());
            case NAME -> new KeysetPosition.ByName(found.get("name").asString(), user.number());
        };
        return new FriendEdge(position.in(key.order().list()), user, since);
    }
}
