package io.mutuals.comment;

import io.mutuals.comment.VideoComments.Held;
import io.mutuals.memory.IdSet;
import io.mutuals.memory.MemoryProperties;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the comments on videos, and the comments that users like, for memory. */
@Repository
class CommentFactsRepository {

    private static final String HELD =
            Cypher.of("""
            {comment: {comment}, likes: COUNT { (comment)<-[:LIKED_COMMENT]-() },
              answers: COUNT { (comment)<-[:ANSWERS]-() },
              mentions: COLLECT { MATCH (comment)-[:MENTIONS]->(user:User) RETURN user.id ORDER BY user.id }}
            """).with("comment", Comment.projection("comment")).text();

    static final Statement ON_VIDEOS =
            new Statement("memory.comments", Cypher.of("""
            UNWIND $keys AS key
            MATCH (video:Video {id: key.video})
            WITH key, video, COUNT { (video)<-[:COMMENTS_ON]-() } AS threads,
              COUNT { (video)<-[:REPLIES_ON]-() } AS answers, COUNT { (video)<-[:DELETED_ON]-() } AS deleted
            RETURN key.index AS index, video.commentPolicy AS policy, threads, answers, deleted,
              COLLECT {
                MATCH (comment:Comment {topOf: video.id})
                USING INDEX SEEK comment:Comment(topOf, id)
                WHERE comment.id >= 0
                WITH comment
                ORDER BY comment.topOf DESC, comment.id DESC
                LIMIT $most
                RETURN {held}
              } AS newest,
              head(COLLECT { MATCH (video)-[:PINS]->(comment:Comment) RETURN {held} }) AS pinned,
              CASE WHEN threads + answers + deleted <= $mostCounted THEN COLLECT {
                MATCH (video)<-[:COMMENTS_ON|REPLIES_ON|DELETED_ON]-(counted:Comment)
                RETURN counted.authorId
              } END AS commenters
            """).with("held", HELD));

    private static final Statement LIKED = new Statement("memory.commentLikes", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            WITH key, user, COUNT { (user)-[:LIKED_COMMENT]->() } <= $most AS isHeld
            RETURN key.index AS index, isHeld,
              CASE WHEN isHeld THEN COLLECT { MATCH (user)-[:LIKED_COMMENT]->(comment:Comment) RETURN comment.id }
              END AS comments
            """);

    private final Graph graph;
    private final int mostLikes;

    CommentFactsRepository(Graph graph, MemoryProperties properties) {
        this.graph = graph;
        this.mostLikes = properties.maxFriends();
    }

    /**
     * Returns the comments on each video; touches {@link VideoComments#MOST} threads of it, and up to
     * {@link VideoComments#MOST_COUNTED} comments. A video that does not exist has no value.
     */
    Map<Long, Optional<VideoComments>> onVideos(Set<Long> videos) {
        return graph.readByKey(
                ON_VIDEOS,
                videos,
                video -> Map.of("video", video),
                Map.of("most", VideoComments.MOST, "mostCounted", VideoComments.MOST_COUNTED),
                (video, row) -> Optional.of(comments(row)),
                video -> Optional.empty());
    }

    private static VideoComments comments(Record row) {
        int published = row.get("threads").asInt();
        Value pinned = row.get("pinned");
        Value commenters = row.get("commenters");
        return new VideoComments(
                CommentPolicy.stored(row.get("policy").asString(null)),
                published + row.get("deleted").asInt(),
                published + row.get("answers").asInt(),
                row.get("newest").asList(CommentFactsRepository::held),
                pinned.isNull() ? null : held(pinned),
                commenters.isNull() ? null : new IdSet(commenters.asList(Value::asLong)));
    }

    private static Held held(Value found) {
        return new Held(
                Comment.from(found.get("comment")),
                found.get("likes").asInt(),
                found.get("answers").asInt(),
                found.get("mentions").asList(Value::asLong));
    }

    /**
     * Returns the comments that each user likes, empty for those that memory does not hold; touches each like of the
     * others. A user who does not exist likes none.
     */
    Map<Long, Optional<IdSet>> liked(Set<Long> users) {
        return graph.readByKey(
                LIKED,
                users,
                user -> Map.of("user", user),
                Map.of("most", mostLikes),
                (user, row) -> row.get("isHeld").asBoolean()
                        ? Optional.of(new IdSet(row.get("comments").asList(Value::asLong)))
                        : Optional.empty(),
                user -> Optional.of(IdSet.NONE));
    }
}
