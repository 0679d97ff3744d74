package io.mutuals.comment;

import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Changes likes of comments, and their place in the order by likes, inside transactions.
 *
 * <p>The number of likes is the degree of the comment. Its place holds a copy of it, by which the index orders. Up to a
 * hundred likes the comment is locked, so the copy is exact; beyond that it is renewed without a lock, once it is 2 %
 * off, so that users who like one comment at once do not wait for each other.
 */
@Repository
class CommentLikeRepository {

    private static final int RANKED_EXACTLY = 100;

    /** The aggregation keeps the clauses after it from reading before the viewer is locked. */
    private static final Statement LOCKED = new Statement(
            "comments.like.locked",
            Cypher.of("""
            MATCH (viewer:User {id: $viewer})
            SET viewer.locked = true
            WITH count(*) AS locked
            {forEachKey}
            {visible}
            CALL (comment) {
              WITH comment
              WHERE COUNT { (comment)<-[:LIKED_COMMENT]-() } <= {rankedExactly}
              SET comment.locked = true
            }
            RETURN {comment} AS comment, EXISTS { (comment)<-[:LIKED_COMMENT]-(viewer) } AS isLiked
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("visible", CommentVisibility.OF_KEY)
                    .with("rankedExactly", RANKED_EXACTLY)
                    .with("comment", Comment.projection("comment", "commenter")));

    private static final Statement LIKE = new Statement("comments.like", """
            MATCH (viewer:User {id: $viewer})
            MATCH (comment:Comment {id: $comment})
            CREATE (viewer)-[:LIKED_COMMENT {at: $now}]->(comment)
            """);

    /** The limit makes the planner look the like up from the end that has fewer, instead of among all likes. */
    private static final Statement UNLIKE = new Statement("comments.unlike", """
            MATCH (viewer:User {id: $viewer})
            MATCH (comment:Comment {id: $comment})
            WITH viewer, comment
            LIMIT 1
            MATCH (viewer)-[like:LIKED_COMMENT]->(comment)
            DELETE like
            """);

    private static final Statement RANK = new Statement(
            "comments.rank",
            Cypher.of("""
            MATCH (comment:Comment {id: $comment})
            CALL (comment) {
              WITH comment, COUNT { (comment)<-[:LIKED_COMMENT]-() } AS likes
              WHERE comment.place IS NOT NULL
                AND abs(likes - comment.rankedLikes) * 50 > CASE WHEN likes <= {rankedExactly} THEN 0 ELSE likes END
              SET comment.rankedLikes = likes, comment.place = {place}
            }
            WITH comment
            {end}
            """)
                    .with("rankedExactly", RANKED_EXACTLY)
                    .with("place", CommentPlace.cypher("comment", "likes"))
                    .with("end", ChangeLog.appending("comment")));

    /** Returns the statements of liking, for tests of their plans. */
    static List<Statement> liking() {
        return List.of(LOCKED, LIKE, RANK, UNLIKE);
    }

    /**
     * Locks the viewer, and reads a comment and whether the viewer likes it; empty if it does not exist or is hidden
     * from the viewer.
     */
    Optional<LockedLike> locked(Transaction transaction, CommentKey key) {
        return transaction
                .run(LOCKED, Map.of("viewer", key.viewer().value(), "keys", List.of(key.parameters())))
                .stream()
                .findFirst()
                .map(LockedLike::from);
    }

    /**
     * Likes a comment, or withdraws the like. Must be run after {@link #locked} has told that it is not as wanted, and
     * be the last of its transaction.
     *
     * @param isWanted whether to like it
     */
    void change(Transaction transaction, UserId viewer, Comment comment, boolean isWanted) {
        CommentKey key = new CommentKey(viewer, comment.number());
        Map<String, Object> parameters =
                new HashMap<>(ChangeLog.parameters(CommentsInMemory.changedByLike(viewer, comment)));
        parameters.putAll(key.parameters());
        transaction.run(isWanted ? LIKE : UNLIKE, key.parameters());
        transaction.run(RANK, parameters);
    }

    /** A comment and whether the viewer likes it. */
    record LockedLike(Comment comment, boolean isLiked) {

        static LockedLike from(Record row) {
            return new LockedLike(
                    Comment.from(row.get("comment")), row.get("isLiked").asBoolean());
        }
    }
}
