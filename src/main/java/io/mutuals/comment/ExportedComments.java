package io.mutuals.comment;

import io.mutuals.export.ExportSection;
import io.mutuals.export.ExportedData;
import io.mutuals.neo4j.Cypher;
import io.mutuals.user.OwnData;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Exports what a user wrote about videos, and the comments that they like and may see. Of a comment on a video that is
 * hidden from the user by now the text stays theirs, without the video.
 */
@Component
class ExportedComments implements ExportedData {

    @Override
    public List<ExportSection> sections() {
        return List.of(own(), likes(), settings());
    }

    private static ExportSection own() {
        return OwnData.list(
                "comments",
                Cypher.of("""
                MATCH (comment:Comment)
                WHERE comment.authorId = viewer.id AND comment.id > $after AND comment.state <> 'DELETED'
                WITH viewer, hidden, comment
                ORDER BY comment.id
                WITH *, EXISTS {
                  MATCH (video:Video {id: comment.videoId})<-[:POSTED]-(author:User)
                  WHERE {maySeeVideo}
                } AS isShown
                RETURN comment.id AS after, {
                  id: {cmt: comment.id}, video: {vid: CASE WHEN isShown THEN comment.videoId END},
                  answers: {cmt: head(COLLECT {
                    MATCH (answered:Comment {id: comment.answersId})
                    MATCH (answeredAuthor:User {id: answered.authorId})
                    WHERE isShown AND {maySeeAnswered}
                    RETURN answered.id
                  })},
                  body: comment.body,
                  state: comment.state, createdAt: comment.createdAt, editedAt: comment.editedAt,
                  likeCount: COUNT { (comment)<-[:LIKED_COMMENT]-() },
                  mentions: COLLECT {
                    MATCH (comment)-[:MENTIONS]->(mentioned:User)
                    WHERE {maySee}
                    WITH mentioned
                    ORDER BY mentioned.id
                    RETURN {user}
                  }
                } AS item
                """)
                        .with("maySeeVideo", VideoVisibility.maySee("video", "author"))
                        .with("maySeeAnswered", Visibility.maySee("answeredAuthor"))
                        .with("maySee", Visibility.maySee("mentioned"))
                        .with("user", OwnData.user("mentioned")));
    }

    private static ExportSection likes() {
        return OwnData.list(
                "commentLikes",
                Cypher.of("""
                MATCH (viewer)-[like:LIKED_COMMENT]->(liked:Comment)
                WHERE liked.id > $after
                WITH viewer, hidden, like, {comment: liked.id} AS key
                {visible}
                WITH like, comment, commenter
                ORDER BY comment.id
                RETURN comment.id AS after,
                  {comment: {cmt: comment.id}, author: {author}, body: comment.body, likedAt: like.at} AS item
                """).with("visible", CommentVisibility.OF_KEY).with("author", OwnData.user("commenter")));
    }

    private static ExportSection settings() {
        return OwnData.object("commentSettings", Cypher.of("""
                RETURN {blockedWords: coalesce(viewer.commentBlockedWords, [])} AS item
                """));
    }
}
