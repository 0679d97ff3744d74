package io.mutuals.friend;

import io.mutuals.neo4j.Cypher;

/**
 * The record of a friendship that has ended: {@code (:User)-[:WAS_FRIENDS_WITH]->(:User)}, from the smaller id to the
 * larger. Deleted when the two become friends again.
 *
 * <p>Never visible to clients. Suggestions count former friendships, so that one that ends does not introduce the
 * friends of a hub to each other.
 */
final class FormerFriendship {

    private FormerFriendship() {}

    /**
     * Returns a Cypher clause that records the end of a friendship, to stand before the clause that deletes the
     * relationship.
     *
     * @param ended a variable bound to a relationship; only the type {@code FRIENDS_WITH} is recorded
     */
    static String of(String ended) {
        return Cypher.of("""
                FOREACH (friendship IN [one IN [{ended}] WHERE type(one) = 'FRIENDS_WITH'] |
                  FOREACH (a IN [startNode({ended})] | FOREACH (b IN [endNode({ended})] |
                    MERGE (a)-[:WAS_FRIENDS_WITH]->(b))))""").with("ended", ended).text();
    }
}
