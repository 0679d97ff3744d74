package io.mutuals.user;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Finds people by name.
 *
 * <p>The order is: whose handle it is, then friends, friends of friends, everybody else, each by name. So that a short query costs no
 * more than a long one, at most {@link #CONSIDERED} matches of the index are looked at, whole words before beginnings of words; friends
 * are looked at in any case.
 */
@Repository
class SearchRepository {

    /** How the list is called in its cursors. */
    static final String LIST = "search";

    /** The most matches that are looked at. */
    private static final int CONSIDERED = 1_000;

    private static final Statement PAGE = new Statement(
            "users.search",
            Cypher.of("""
            {forEachKey}
            WITH key, viewer, hidden, {friendsOfViewer} AS friends
            CALL (key, viewer, hidden, friends) {
              CALL (key, friends) {
                CALL db.index.fulltext.queryNodes('user_names', key.query, {limit: {considered}}) YIELD node
                RETURN node AS user
                UNION
                UNWIND friends AS user
                WITH key, user
                WHERE user.handle STARTS WITH key.typed OR toLower(user.displayName) STARTS WITH key.typed
                RETURN user
              }
              WITH key, viewer, hidden, friends, user
              WHERE {maySee} AND (user = viewer OR user IN friends OR {findableBySearch})
              WITH user, CASE
                  WHEN user.handle = key.typed THEN '0'
                  WHEN user IN friends THEN '1'
                  WHEN EXISTS { MATCH (user)-[:FRIENDS_WITH]-(via) WHERE via IN friends } THEN '2'
                  ELSE '3'
                END + toLower(user.displayName) AS place
              ORDER BY place, user.id
              RETURN collect({name: place, user: {user}}) AS found
            }
            RETURN key.index AS index,
              [one IN found WHERE key.number IS NULL OR one.name > key.name
                OR (one.name = key.name AND one.user.id > key.number)][..$limit] AS page,
              CASE WHEN key.counted THEN size(found) END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("friendsOfViewer", Visibility.FRIENDS_OF_VIEWER)
                    .with("maySee", Visibility.maySee("user"))
                    .with("findableBySearch", PrivacySetting.FINDABLE_BY_SEARCH.of("user"))
                    .with("user", User.projection("user"))
                    .with("considered", CONSIDERED));

    private final Pages pages;

    SearchRepository(Pages pages) {
        this.pages = pages;
    }

    /** One page for each key; touches the matches that are looked at, and the friends of each. */
    Map<SearchKey, Connection<User, Edge.Plain<User>>> find(Set<SearchKey> keys) {
        return pages.read(
                PAGE,
                keys,
                key -> Map.of(
                        "viewer",
                        key.viewer(),
                        "query",
                        key.query().toLucene(),
                        "typed",
                        key.query().typed()),
                SearchRepository::edge);
    }

    private static Edge.Plain<User> edge(SearchKey key, Value found) {
        User user = User.from(found.get("user"));
        return new Edge.Plain<>(new KeysetPosition.ByName(found.get("name").asString(), user.number()).in(LIST), user);
    }
}
