package io.mutuals.comment;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoKey;
import io.mutuals.video.VideoVisibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads single comments, and what decides who may comment. */
@Repository
class CommentRepository {

    static final Statement BY_NUMBER = new Statement(
            "comments.byNumber",
            Cypher.of("""
            {forEachKey}
            {visible}
            RETURN key.index AS index, {comment} AS comment
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("visible", CommentVisibility.OF_KEY)
                    .with("comment", Comment.projection("comment", "commenter")));

    private static final Statement PINNED = new Statement(
            "comments.pinned",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            MATCH (video)-[:PINS]->(comment:Comment)
            WITH *, comment.authorId AS commenterId
            MATCH (commenter:User {id: commenterId})
            WHERE {maySee}
            RETURN key.index AS index, {comment} AS comment
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("maySee", Visibility.maySee("commenter"))
                    .with("comment", Comment.projection("comment", "commenter")));

    private static final Statement ACCESS = new Statement(
            "comments.access",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            RETURN key.index AS index, {access}
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("access", CommentAccess.COLUMNS));

    static final Statement LIKES = new Statement("comments.likes", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (comment:Comment {id: key.comment})
            RETURN key.index AS index, COUNT { (comment)<-[:LIKED_COMMENT]-() } AS count,
              EXISTS { (comment)<-[:LIKED_COMMENT]-(viewer) } AS byViewer
            """);

    private static final Statement MENTIONS = new Statement(
            "comments.mentions",
            Cypher.of("""
            {forEachKey}
            MATCH (comment:Comment {id: key.comment})
            RETURN key.index AS index, COLLECT {
              MATCH (comment)-[:MENTIONS]->(user:User)
              WHERE {maySee}
              WITH user
              ORDER BY user.id
              RETURN {user}
            } AS mentions
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private final Graph graph;

    CommentRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the comments that the viewers may see. */
    Map<CommentKey, Comment> byNumber(Set<CommentKey> keys) {
        return graph.readByKey(
                BY_NUMBER, keys, CommentKey::parameters, Map.of(), (key, row) -> Comment.from(row.get("comment")));
    }

    /** Reads a comment in a transaction; empty if there is none that the viewer may see. */
    Optional<Comment> find(Graph.Transaction transaction, CommentKey key) {
        Map<String, Object> parameters = new HashMap<>(key.parameters());
        parameters.put("index", 0);
        return transaction.run(BY_NUMBER, Map.of("keys", List.of(parameters))).stream()
                .findFirst()
                .map(row -> Comment.from(row.get("comment")));
    }

    /** Returns the comment that the author of each video pinned, if the viewer may see it. */
    Map<VideoKey, Comment> pinned(Set<VideoKey> keys) {
        return graph.readByKey(
                PINNED, keys, VideoKey::parameters, Map.of(), (key, row) -> Comment.from(row.get("comment")));
    }

    /** Returns what decides whether the viewer may comment; a video hidden from the viewer has no answer. */
    Map<VideoKey, CommentAccess> access(Set<VideoKey> keys) {
        return graph.readByKey(ACCESS, keys, VideoKey::parameters, Map.of(), (key, row) -> CommentAccess.from(row));
    }

    /** Returns the likes of comments; two degree lookups for each key. */
    Map<CommentOnVideoKey, CommentLikes> likes(Set<CommentOnVideoKey> keys) {
        return graph.readByKey(
                LIKES,
                keys,
                CommentOnVideoKey::parameters,
                Map.of(),
                (key, row) -> new CommentLikes(
                        row.get("count").asInt(), row.get("byViewer").asBoolean()));
    }

    /** Returns the users mentioned in comments, as far as the viewer may see them. */
    Map<CommentOnVideoKey, List<User>> mentions(Set<CommentOnVideoKey> keys) {
        return graph.readByKey(
                MENTIONS,
                keys,
                CommentOnVideoKey::parameters,
                Map.of(),
                (key, row) -> row.get("mentions").asList(User::from));
    }
}
