package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads and writes friend links. */
@Repository
class FriendLinkRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "links";

    private static final String VALID = "link.revokedAt IS NULL AND link.expiresAt > $now";

    private static final Statement PAGE = new Statement(
            "friendLinks.page", Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            CALL (viewer, key) {
              MATCH (viewer)-[:OFFERS]->(link:FriendLink)
              WHERE {valid}
                AND (key.number IS NULL OR link.createdAt < key.at OR (link.createdAt = key.at
                  AND link.id > key.number))
              WITH link
              ORDER BY link.createdAt DESC, link.id
              LIMIT $limit
              RETURN collect({link}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT { MATCH (viewer)-[:OFFERS]->(link:FriendLink)
                WHERE {valid} } END AS total
            """).with("valid", VALID).with("link", FriendLink.projection("link")));

    private static final Statement LOCK_CREATOR =
            new Statement("friendLinks.lockCreator", Cypher.of("""
            MATCH (user:User {id: $user})
            SET user.locked = true
            RETURN COUNT { MATCH (user)-[:OFFERS]->(link:FriendLink) WHERE {valid} } AS valid
            """).with("valid", VALID));

    private static final Statement CREATE =
            new Statement("friendLinks.create", Cypher.of("""
            MATCH (user:User {id: $user})
            CREATE (user)-[:OFFERS]->(link:FriendLink {id: $id, token: $token, createdAt: $at, expiresAt: $expiresAt})
            RETURN {link} AS link
            """).with("link", FriendLink.projection("link")));

    private static final Statement REVOKE =
            new Statement("friendLinks.revoke", Cypher.of("""
            MATCH (:User {id: $user})-[:OFFERS]->(link:FriendLink {id: $id})
            SET link.revokedAt = coalesce(link.revokedAt, $now)
            RETURN {link} AS link
            """).with("link", FriendLink.projection("link")));

    private static final Statement LOCK =
            new Statement("friendLinks.lock", Cypher.of("""
            MATCH (creator:User)-[:OFFERS]->(link:FriendLink {token: $token})
            SET link.locked = true
            RETURN {link} AS link, creator.id AS creator,
              EXISTS { (:User {id: $viewer})-[:REDEEMED]->(link) } AS redeemed
            """).with("link", FriendLink.projection("link")));

    private static final Statement REDEEM = new Statement("friendLinks.redeem", """
            MATCH (user:User {id: $user})
            MATCH (link:FriendLink {id: $id})
            CREATE (user)-[:REDEEMED {at: $now}]->(link)
            """);

    private final Pages pages;

    FriendLinkRepository(Pages pages) {
        this.pages = pages;
    }

    /** Returns a page for each key; touches every link of the viewer. */
    Map<FriendLinksKey, Connection<FriendLink, Edge.Plain<FriendLink>>> links(Set<FriendLinksKey> keys) {
        return pages.read(PAGE, keys, key -> Map.of("viewer", key.viewer()), (FriendLinksKey key, Value found) -> {
            FriendLink link = FriendLink.from(found);
            return new Edge.Plain<>(new KeysetPosition.InTime(link.createdAt(), link.number()).in(LIST), link);
        });
    }

    /**
     * Locks the creator until the transaction ends, and returns the number of their valid links; empty if there is no
     * such user.
     */
    Optional<Integer> lockCreator(Graph.Transaction transaction, long creator) {
        return transaction.run(LOCK_CREATOR, Map.of("user", creator)).stream()
                .findFirst()
                .map(row -> row.get("valid").asInt());
    }

    FriendLink create(
            Graph.Transaction transaction, UserId creator, long id, String token, Instant at, Instant expiresAt) {
        return FriendLink.from(transaction
                .run(
                        CREATE,
                        Map.of(
                                "user",
                                creator.value(),
                                "id",
                                id,
                                "token",
                                token,
                                "at",
                                Objects.requireNonNull(Times.parameter(at)),
                                "expiresAt",
                                Objects.requireNonNull(Times.parameter(expiresAt))))
                .getFirst()
                .get("link"));
    }

    /**
     * Revokes a link, and returns it; empty if the creator has no link with this id. Keeps the time of an earlier
     * revocation.
     */
    Optional<FriendLink> revoke(Graph.Transaction transaction, UserId creator, long id) {
        return transaction.run(REVOKE, Map.of("user", creator.value(), "id", id)).stream()
                .findFirst()
                .map(row -> FriendLink.from(row.get("link")));
    }

    /** Locks the link with this token until the transaction ends, and returns it; empty if there is none. */
    Optional<OfferedLink> locked(Graph.Transaction transaction, String token, long viewer) {
        return transaction.run(LOCK, Map.of("token", token, "viewer", viewer)).stream()
                .findFirst()
                .map(row -> new OfferedLink(
                        FriendLink.from(row.get("link")),
                        new UserId(row.get("creator").asLong()),
                        row.get("redeemed").asBoolean()));
    }

    void redeem(Graph.Transaction transaction, UserId user, long id) {
        transaction.run(REDEEM, Map.of("user", user.value(), "id", id));
    }

    /**
     * A link that a viewer holds the token of.
     *
     * @param redeemed whether the viewer has redeemed it before
     */
    record OfferedLink(FriendLink link, UserId creator, boolean redeemed) {}
}
