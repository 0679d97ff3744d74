package io.mutuals.friend;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the blocks of viewers. */
@Repository
class BlockRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "blocks";

    private static final Statement PAGE =
            new Statement("blocks.page", Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            CALL (viewer, key) {
              MATCH (viewer)-[block:BLOCKED]->(user:User)
              WHERE {isPresent}
                AND (key.number IS NULL OR block.at < key.at OR (block.at = key.at AND user.id > key.number))
              WITH block, user
              ORDER BY block.at DESC, user.id
              LIMIT $limit
              RETURN collect(user {.id, .handle, .displayName, at: block.at}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (viewer)-[:BLOCKED]->(user:User)
                WHERE {isPresent}
              } END AS total
            """).with("isPresent", Visibility.isPresent("user")));

    private final Pages pages;

    BlockRepository(Pages pages) {
        this.pages = pages;
    }

    /** Returns a page for each key; touches every block of the viewer. */
    Map<BlocksKey, Connection<Block, Edge.Plain<Block>>> blocks(Set<BlocksKey> keys) {
        return pages.read(
                PAGE,
                keys,
                key -> Map.of("viewer", key.viewer()),
                (BlocksKey key, Value found) -> edge(new Block(
                        found.get("id").asLong(),
                        found.get("handle").asString(),
                        found.get("displayName").asString(),
                        Times.instant(found.get("at")))));
    }

    /** Returns the edge of a block in the list of blocks. */
    static Edge.Plain<Block> edge(Block block) {
        return new Edge.Plain<>(new KeysetPosition.InTime(block.blockedAt(), block.number()).in(LIST), block);
    }
}
