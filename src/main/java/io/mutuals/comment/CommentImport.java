package io.mutuals.comment;

import io.mutuals.api.Unicode;
import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Statement;
import java.text.Normalizer;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Imports {@code comments.csv} and {@code comment_likes.csv}. Comments are imported as published, whatever the author
 * of the video decides about new ones. As in the API, one that was made before a block stays, and is hidden.
 */
@ImportFile
class CommentImport {

    /**
     * Rows are written in order, so that an answer finds the comment above it. A comment that exists keeps its place,
     * and its text if its author edited it; one that was deleted stays so. The answer to a deleted answer stands in the
     * thread, that to a deleted thread is skipped.
     */
    private static final String WRITE =
            Cypher.of("""
            UNWIND $rows AS row
            CALL (row) {
              MATCH (author:User {id: row.author})
              MATCH (video:Video {id: row.video})
              WHERE video.deletedAt IS NULL
              OPTIONAL MATCH (answered:Comment {id: row.answers})
              OPTIONAL MATCH (thread:Comment {id: coalesce(answered.threadId, answered.id)})
              WITH row, author, video, answered, thread
              WHERE row.answers IS NULL OR 'PUBLISHED' IN [answered.state, thread.state]
              MERGE (comment:Comment {id: row.id})
              WITH row, author, video, thread, comment, comment.state IS NULL AS isNew
              FOREACH (one IN CASE WHEN isNew THEN [comment] ELSE [] END |
                SET one.videoId = video.id, one.authorId = author.id, one.createdAt = row.createdAt,
                  one.clientCommentId = 'import:' + row.id, one.answersId = row.answers, one.threadId = thread.id,
                  one.state = 'PUBLISHED', one.body = row.body)
              FOREACH (one IN CASE WHEN isNew AND thread IS NULL THEN [comment] ELSE [] END |
                SET one.topOf = video.id, one.rankedLikes = 0, one.place = {place}
                CREATE (one)-[:COMMENTS_ON]->(video))
              FOREACH (one IN CASE WHEN isNew AND thread IS NOT NULL THEN [comment] ELSE [] END |
                SET one.under = thread.id
                CREATE (one)-[:REPLIES_ON]->(video)
                CREATE (one)-[:ANSWERS]->(thread))
              FOREACH (one IN CASE WHEN comment.state = 'PUBLISHED' AND comment.editedAt IS NULL
                  THEN [comment] ELSE [] END |
                SET one.body = row.body)
            }
            """).with("place", CommentPlace.cypher("one", "0")).text();

    /** Counts again under the lock of each comment, because users like comments meanwhile. */
    private static final Statement RANK =
            new Statement("import.rankComments", Cypher.of("""
            MATCH (comment:Comment)
            WHERE comment.place IS NOT NULL AND comment.rankedLikes <> COUNT { (comment)<-[:LIKED_COMMENT]-() }
            WITH comment
            ORDER BY comment.id
            SET comment.locked = true
            WITH collect(comment) AS locked
            UNWIND locked AS comment
            WITH comment, COUNT { (comment)<-[:LIKED_COMMENT]-() } AS likes
            SET comment.rankedLikes = likes, comment.place = {place}
            """).with("place", CommentPlace.cypher("comment", "likes")));

    private final int maxBody;

    CommentImport(Environment environment) {
        this.maxBody = Binder.get(environment)
                .bindOrCreate("mutuals.comment", CommentProperties.class)
                .maxBody();
    }

    @Bean
    ImportFormat commentsFile() {
        return new ImportFormat(
                74,
                "comments.csv",
                false,
                "Comment",
                List.of(
                        Column.id(),
                        Column.reference("video", "Video"),
                        Column.reference("author", "User"),
                        Column.derived("body", this::body),
                        Column.time("createdAt"),
                        Column.reference("answers", "Comment").optional()),
                ThreadRule::new,
                Writing.of("import.comments", WRITE),
                null);
    }

    @Bean
    ImportFormat commentLikesFile() {
        return new ImportFormat(
                76,
                "comment_likes.csv",
                false,
                null,
                List.of(
                        Column.reference("user", "User"),
                        Column.reference("comment", "Comment").withSkipped(),
                        Column.time("at")),
                () -> RowRule.NONE,
                Writing.ofRelationships("import.commentLikes", "LIKED_COMMENT", """
                        UNWIND $rows AS row
                        MATCH (user:User {id: row.user})
                        MATCH (comment:Comment {id: row.comment})
                        WHERE comment.state = 'PUBLISHED'
                        %s (user)-[like:LIKED_COMMENT]->(comment)
                        SET like.at = row.at
                        """),
                RANK);
    }

    private String body(String text) {
        String body = Normalizer.normalize(Unicode.strip(text), Normalizer.Form.NFC);
        if (body.isEmpty() || body.codePointCount(0, body.length()) > maxBody) {
            throw new IllegalArgumentException("must be a text of at most " + maxBody + " characters");
        }
        return body;
    }
}
