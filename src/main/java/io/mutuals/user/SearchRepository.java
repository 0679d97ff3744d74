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
 * Searches users by handle and name.
 *
 * <p>The user with exactly this handle comes first, then friends, friends of friends and all others, each group by
 * name. The cost is bounded whatever the length of the query: at most {@value #MAX_MATCHES} matches of the index are
 * considered, whole words before prefixes. The user with the handle and the viewer's friends are always considered.
 */
@Repository
class SearchRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "search";

    private static final int MAX_MATCHES = 1_000;

    private static final Statement PAGE = new Statement(
            "users.search",
            Cypher.of("""
            {forEachKey}
            WITH key, viewer, hidden, {friendsOfViewer} AS friends
            CALL (key, viewer, hidden, friends) {
              CALL (key, friends) {
                MATCH (user:User {handle: key.handle})
                RETURN user
                UNION
                CALL db.index.fulltext.queryNodes('user_search', key.query, {limit: {considered}}) YIELD node
                RETURN node AS user
                UNION
                UNWIND friends AS user
                WITH key, user
                WHERE user.handle STARTS WITH key.handle
                  OR (size(key.terms) > 0 AND all(term IN key.terms WHERE ' ' + user.foldedName CONTAINS ' ' + term))
                RETURN user
              }
              WITH key, viewer, hidden, friends, user
              WHERE {maySee} AND (user = viewer OR user IN friends OR {findableBySearch})
              WITH user, CASE
                  WHEN user.handle = key.handle THEN '0'
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
                    .with("considered", MAX_MATCHES));

    private final Pages pages;

    SearchRepository(Pages pages) {
        this.pages = pages;
    }

    /** Returns a page for each key; touches the considered matches and the friends of each. */
    Map<SearchKey, Connection<User, Edge.Plain<User>>> find(Set<SearchKey> keys) {
        return pages.read(
                PAGE,
                keys,
                key -> Map.of(
                        "viewer",
                        key.viewer(),
                        "query",
                        key.query().toLucene(),
                        "handle",
                        key.query().handle(),
                        "terms",
                        key.query().terms()),
                SearchRepository::edge);
    }

    private static Edge.Plain<User> edge(SearchKey key, Value found) {
        User user = User.from(found.get("user"));
        return new Edge.Plain<>(new KeysetPosition.ByName(found.get("name").asString(), user.number()).in(LIST), user);
    }
}
