package io.mutuals.friend;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import io.mutuals.user.Visibility;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Exports what connects a user with others, as far as the user knows of it: never who has blocked them, or has them on
 * a list of close friends.
 */
@Component
class ExportedTies implements ExportedData {

    private static final String SEEN = Visibility.maySee("other");
    private static final String PRESENT = Visibility.isPresent("other");

    @Override
    public List<ExportSection> sections() {
        return List.of(
                ties("friends", "(viewer)-[tie:FRIENDS_WITH]-(other:User)", SEEN, "since: tie.since"),
                ties(
                        "friendRequests",
                        "(viewer)-[tie:REQUESTED]-(other:User)",
                        SEEN,
                        "direction: CASE startNode(tie) WHEN viewer THEN 'OUTGOING' ELSE 'INCOMING' END,"
                                + " sentAt: tie.at, message: tie.message"),
                ties("blocks", "(viewer)-[tie:BLOCKED]->(other:User)", PRESENT, "blockedAt: tie.at"),
                ties("closeFriends", "(viewer)-[tie:CLOSE_FRIEND]->(other:User)", PRESENT, "addedAt: tie.at"),
                ties(
                        "redeemedFriendLinks",
                        "(viewer)-[tie:REDEEMED]->(:FriendLink)<-[:OFFERS]-(other:User)",
                        SEEN,
                        "redeemedAt: tie.at"),
                links());
    }

    private static ExportSection ties(String name, String pattern, String rule, String fields) {
        return OwnData.list(
                name,
                Cypher.of("""
                MATCH {pattern}
                WHERE other.id > $after AND {rule}
                WITH viewer, tie, other
                ORDER BY other.id
                RETURN other.id AS after, {user: {user}, {fields}} AS item
                """)
                        .with("pattern", pattern)
                        .with("rule", rule)
                        .with("user", OwnData.user("other"))
                        .with("fields", fields));
    }

    private static ExportSection links() {
        return OwnData.list("friendLinks", Cypher.of("""
                MATCH (viewer)-[:OFFERS]->(link:FriendLink)
                WHERE link.id > $after
                WITH link
                ORDER BY link.id
                RETURN link.id AS after, {
                  id: {lnk: link.id}, token: link.token, createdAt: link.createdAt, expiresAt: link.expiresAt,
                  revokedAt: link.revokedAt, redemptions: COUNT { (link)<-[:REDEEMED]-() }
                } AS item
                """));
    }
}
