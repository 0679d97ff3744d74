package io.mutuals.comment;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.Visibility;

/** The comments of users as something that they do with videos, for their friends to see. */
public final class CommentActivity {

    private CommentActivity() {}

    /**
     * Returns a Cypher query of the comments of a user up to a time, in the columns of
     * {@link io.mutuals.video.VideoActivity#of}: {@code comment} is the id of the comment, and {@code opener} the
     * author of its thread. Reads the latest {@code $each} comments, also those that await approval or were
     * deleted, which it leaves out.
     *
     * @param user a Cypher variable bound to a user
     * @param until a Cypher variable bound to a time
     */
    public static String of(String user, String until) {
        return Cypher.of("""
                MATCH (comment:Comment)
                USING INDEX SEEK comment:Comment(authorId, createdAt)
                WHERE comment.authorId = {user}.id AND comment.createdAt <= {until}
                WITH comment
                ORDER BY comment.authorId DESC, comment.createdAt DESC
                LIMIT $each
                WITH comment
                WHERE comment.state = 'PUBLISHED'
                WITH comment, coalesce(comment.threadId, comment.id) AS threadId
                MATCH (thread:Comment {id: threadId})
                WITH comment, thread.authorId AS openerId
                MATCH (opener:User {id: openerId})
                RETURN 'COMMENTED' AS kind, comment.videoId AS video, comment.createdAt AS at,
                  comment.id AS comment, opener
                """).with("user", user).with("until", until).text().strip();
    }

    /**
     * Returns a predicate: a viewer who may see a video, and the author of a comment on it, may see the comment.
     *
     * @param comment a Cypher expression for the id of a comment, where {@code hidden} is in scope
     */
    public static String isShown(String comment) {
        return Cypher.of("""
                EXISTS {
                  MATCH (shown:Comment {id: {comment}})
                  WHERE shown.state = 'PUBLISHED'
                  WITH *, coalesce(shown.threadId, shown.id) AS threadId
                  MATCH (opened:Comment {id: threadId})
                  WITH *, opened.authorId AS openerId
                  MATCH (opener:User {id: openerId})
                  WHERE {maySeeOpener}
                }""")
                .with("comment", comment)
                .with("maySeeOpener", Visibility.maySee("opener"))
                .text();
    }
}
