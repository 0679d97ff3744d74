package io.mutuals.comment;

import io.mutuals.neo4j.Cypher;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;

/**
 * Decides which comments a viewer may see. The only place that does.
 *
 * <p>A comment is visible with its video, if the viewer may see its author and the author of the comment that opened
 * its thread: a block removes a thread as a whole. A pending comment is visible to its author and to the author of the
 * video.
 *
 * <p>Where a comment is listed, it says itself: {@code topOf} is the video of a thread that is listed, {@code under}
 * the thread of an answer that is listed, and {@code pendingOn} the video of a comment that awaits approval. The
 * indexes of the lists begin with them. A comment without any of them was deleted and is visible to no one.
 */
final class CommentVisibility {

    /**
     * Cypher clauses to follow {@link Visibility#FOR_EACH_KEY}. Binds {@code comment} to the comment
     * {@code key.comment}, {@code commenter} to its author, {@code video} to its video and {@code author} to the author
     * of that, if {@code viewer} may see the comment. Eleven rows touched. Each id has a column of its own: the planner
     * weighs all orders of patterns that are joined by properties, which took it three times as long. The properties
     * are tested by one expression, because it takes a test of each for a reason to read the indexes of all comments.
     */
    static final String OF_KEY = Cypher.of("""
            MATCH (comment:Comment {id: key.comment})
            WITH *, comment.authorId AS commenterId, coalesce(comment.threadId, comment.id) AS threadId,
              comment.videoId AS videoId
            MATCH (commenter:User {id: commenterId})
            MATCH (thread:Comment {id: threadId})
            WITH *, thread.authorId AS openerId
            MATCH (opener:User {id: openerId})
            MATCH (video:Video {id: videoId})<-[:POSTED]-(author:User)
            WITH *, viewer IN [commenter, author] AS mayBePending
            WHERE {maySeeVideo} AND {maySeeCommenter} AND {maySeeOpener}
              AND coalesce(comment.topOf, comment.under,
                CASE WHEN mayBePending THEN comment.pendingOn END) IS NOT NULL""")
            .with("maySeeVideo", VideoVisibility.maySee("video", "author"))
            .with("maySeeCommenter", Visibility.maySee("commenter"))
            .with("maySeeOpener", Visibility.maySee("opener"))
            .text();

    private CommentVisibility() {}
}
