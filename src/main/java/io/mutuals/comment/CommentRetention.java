package io.mutuals.comment;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.video.VideoActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * Deletes the comments on deleted videos in the background, and removes deleted comments with their likes once they are
 * older than they are kept.
 */
@Component
class CommentRetention extends RetentionLoop {

    private static final int COMMENTS = 100;
    private static final int LIKES = 1_000;

    /** Comments on a deleted video are hidden with it already. */
    private static final Statement DELETE_WITH_VIDEO = new Statement("comments.deleteWithVideo", """
            MATCH (video:DeletedVideo)
            CALL (video) {
              MATCH (video)<-[:COMMENTS_ON|REPLIES_ON|DELETED_ON]-(comment:Comment)
              RETURN comment
              UNION
              MATCH (comment:Comment {pendingOn: video.id})
              WHERE comment.id >= 0
              RETURN comment
            }
            WITH comment
            LIMIT $comments
            CALL (comment) {
              MATCH (comment)-[on:COMMENTS_ON|REPLIES_ON|DELETED_ON]->()
              DELETE on
            }
            SET comment:DeletedComment, comment.state = 'DELETED', comment.deletedAt = $now
            REMOVE comment.body, comment.topOf, comment.place, comment.under, comment.pendingOn
            RETURN count(*) AS deleted, collect(DISTINCT comment.authorId) AS authors,
              collect(DISTINCT comment.videoId) AS videos
            """);

    /** A comment goes when all its likes are gone. */
    private static final Statement FORGET = new Statement("comments.forget", """
            MATCH (comment:DeletedComment)
            WHERE comment.deletedAt < $now - duration({milliseconds: $kept})
            WITH comment
            LIMIT $comments
            CALL (comment) {
              OPTIONAL MATCH (comment)<-[like:LIKED_COMMENT]-()
              WITH like
              LIMIT $likes
              DELETE like
              RETURN count(like) AS gone
            }
            WITH comment, gone
            CALL (comment, gone) {
              WITH comment
              WHERE gone < $likes
              DETACH DELETE comment
            }
            RETURN count(*) AS seen, coalesce(max(gone), 0) AS gone
            """);

    private final Graph graph;
    private final ChangeLog changes;
    private final CommentProperties properties;

    CommentRetention(Graph graph, ChangeLog changes, ReplicaLease lease, CommentProperties properties) {
        super(
                "comment-forget",
                "Deleted comments could not be removed; it is tried again at the next interval",
                lease,
                "comment:forget",
                properties.forgetEvery());
        this.graph = graph;
        this.changes = changes;
        this.properties = properties;
    }

    @Override
    protected boolean deleteBatch() {
        int deleted = graph.write(DELETE_WITH_VIDEO.name(), transaction -> {
            Record row = transaction
                    .run(DELETE_WITH_VIDEO, Map.of("comments", COMMENTS))
                    .getFirst();
            List<Fact> facts = new ArrayList<>();
            row.get("authors")
                    .values()
                    .forEach(author -> facts.add(VideoActivity.changed(new UserId(author.asLong()))));
            row.get("videos")
                    .values()
                    .forEach(video -> facts.add(CommentsInMemory.onVideo(new VideoId(video.asLong()))));
            changes.append(transaction, facts);
            return row.get("deleted").asInt();
        });
        var row = graph.write(
                        FORGET.name(),
                        transaction -> transaction.run(
                                FORGET,
                                Map.of(
                                        "kept",
                                        properties.deletedKept().toMillis(),
                                        "comments",
                                        COMMENTS,
                                        "likes",
                                        LIKES)))
                .getFirst();
        return deleted == COMMENTS
                || row.get("seen").asInt() == COMMENTS
                || row.get("gone").asInt() == LIKES;
    }
}
