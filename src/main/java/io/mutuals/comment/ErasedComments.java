package io.mutuals.comment;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.Fact;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Statement;
import io.mutuals.video.VideoActivity;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/**
 * Erases the comments of a user, their likes of others' and mentions of them. A thread goes with its answers, as with a
 * deleted video: others cannot see them anyway while the user who opened it is hidden.
 */
@Component
class ErasedComments implements ErasureStep {

    /** Comments of the user, the likes of which are erased first: they may be a million. */
    private static final Statement LIKES_OF_OWN = new Statement("erasure.likesOfComments", """
            MATCH (comment:Comment {authorId: $user})
            MATCH (comment)<-[like:LIKED_COMMENT]-()
            WITH comment, like
            LIMIT $most
            DELETE like
            RETURN comment.videoId AS video
            """);

    /** The answers of others are removed by {@link CommentRetention}, like those on a deleted video. */
    private static final Statement ANSWERS = new Statement("erasure.answers", """
            MATCH (comment:Comment {authorId: $user})
            MATCH (comment)<-[:ANSWERS|AWAITS]-(answer:Comment)
            WITH DISTINCT answer
            LIMIT $most
            CALL (answer) {
              MATCH (answer)-[gone:REPLIES_ON|ANSWERS|AWAITS|MENTIONS]->()
              DELETE gone
            }
            SET answer:DeletedComment, answer.state = 'DELETED', answer.deletedAt = $now
            REMOVE answer.body, answer.topOf, answer.place, answer.under, answer.pendingOn
            RETURN answer.videoId AS video, answer.authorId AS author
            """);

    /** With the last answer goes a deleted comment that kept its place for it. */
    private static final Statement OWN = new Statement("erasure.comments", """
            MATCH (comment:Comment {authorId: $user})
            WITH comment
            LIMIT $most
            OPTIONAL MATCH (comment)-[:ANSWERS]->(thread:Comment {state: 'DELETED'})
            WITH collect(comment) AS comments, collect(comment.videoId) AS videos, collect(DISTINCT thread) AS threads
            CALL (comments) {
              UNWIND comments AS comment
              DETACH DELETE comment
            }
            WITH threads, videos
            CALL (threads) {
              UNWIND threads AS thread
              WITH thread
              WHERE NOT EXISTS { (thread)<-[:ANSWERS]-() }
              SET thread:DeletedComment
              REMOVE thread.topOf, thread.place
              WITH thread
              MATCH (thread)-[kept:DELETED_ON]->()
              DELETE kept
            }
            UNWIND videos AS video
            RETURN video
            """);

    private static final Statement LIKES = new Statement(
            "erasure.commentLikes", Cypher.of("""
            MATCH (:User {id: $user})-[like:LIKED_COMMENT]->(comment:Comment)
            WITH like, comment
            LIMIT $most
            DELETE like
            WITH DISTINCT comment, COUNT { (comment)<-[:LIKED_COMMENT]-() } AS likes
            SET comment.rankedLikes = CASE WHEN comment.place IS NULL THEN comment.rankedLikes ELSE likes END,
              comment.place = CASE WHEN comment.place IS NULL THEN null ELSE {place} END
            RETURN comment.videoId AS video
            """).with("place", CommentPlace.cypher("comment", "likes")));

    private static final Statement MENTIONS = new Statement("erasure.commentMentions", """
            MATCH (comment:Comment)-[mention:MENTIONS]->(:User {id: $user})
            WITH comment, mention
            LIMIT $most
            DELETE mention
            RETURN comment.videoId AS video
            """);

    private final ErasureBatches batches;

    ErasedComments(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(LIKES_OF_OWN, user, ErasedComments::onVideos)
                || batches.run(ANSWERS, user, ErasedComments::answers)
                || batches.run(OWN, user, ErasedComments::onVideos)
                || batches.run(LIKES, user, rows -> likes(user.user(), rows))
                || batches.run(MENTIONS, user, ErasedComments::onVideos);
    }

    private static List<Fact> onVideos(List<Record> rows) {
        return rows.stream()
                .map(row ->
                        CommentsInMemory.onVideo(new VideoId(row.get("video").asLong())))
                .toList();
    }

    private static List<Fact> answers(List<Record> rows) {
        List<Fact> facts = new ArrayList<>(onVideos(rows));
        rows.forEach(row ->
                facts.add(VideoActivity.changed(new UserId(row.get("author").asLong()))));
        return facts;
    }

    private static List<Fact> likes(UserId user, List<Record> rows) {
        List<Fact> facts = new ArrayList<>(onVideos(rows));
        if (!rows.isEmpty()) {
            facts.add(CommentsInMemory.likedBy(user));
        }
        return facts;
    }
}
