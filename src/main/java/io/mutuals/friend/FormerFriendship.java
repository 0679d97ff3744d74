package io.mutuals.friend;

import io.mutuals.neo4j.Cypher;

/**
 * The mark that a friendship leaves when it ends: {@code (:User)-[:WAS_FRIENDS_WITH]->(:User)}, from the smaller id to the larger. It goes
 * when the two become friends again.
 *
 * <p>Clients never see it. Suggestions count it, so that the end of one friendship never introduces the friends of a hub to each other.
 */
final class FormerFriendship {

    private FormerFriendship() {}

    /**
     * A Cypher clause that leaves the mark, to stand before the relationship is deleted.
     *
     * @param ended a variable bound to a relationship; only one of type {@code FRIENDS_WITH} leaves a mark
     */
    static String of(String ended) {
        return Cypher.of("""
                FOREACH (friendship IN [one IN [{ended}] WHERE type(one) = 'FRIENDS_WITH'] |
                  FOREACH (a IN [startNode({ended})] | FOREACH (b IN [endNode({ended})] | MERGE (a)-[:WAS_FRIENDS_WITH]->(b))))""").with("ended", ended).text();
    }
}
