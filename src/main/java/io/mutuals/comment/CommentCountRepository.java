package io.mutuals.comment;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoKey;
import io.mutuals.video.VideoVisibility;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Counts comments as viewers see them; {@link CommentCounts} tells the cost. */
@Repository
class CommentCountRepository {

    static final Statement ON_VIDEOS = new Statement(
            "comments.countOnVideos",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            RETURN key.index AS index, {all} AS count
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("all", CommentCounts.ALL));

    static final Statement REPLIES = new Statement(
            "comments.countReplies",
            Cypher.of("""
            {forEachKey}
            MATCH (comment:Comment {id: key.comment})
            RETURN key.index AS index, {replies} AS count
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("replies", CommentCounts.repliesOf("comment")));

    private final Graph graph;
    private final CommentProperties properties;

    CommentCountRepository(Graph graph, CommentProperties properties) {
        this.graph = graph;
        this.properties = properties;
    }

    /** Returns the number of comments on each video, answers included. A video hidden from the viewer has 0. */
    Map<VideoKey, Integer> onVideos(Set<VideoKey> keys) {
        return graph.readByKey(
                ON_VIDEOS,
                keys,
                VideoKey::parameters,
                parameters(),
                (key, row) -> row.get("count").asInt(),
                key -> 0);
    }

    /** Returns the number of answers in the thread that each comment opened. */
    Map<CommentOnVideoKey, Integer> replies(Set<CommentOnVideoKey> keys) {
        return graph.readByKey(
                REPLIES,
                keys,
                CommentOnVideoKey::parameters,
                parameters(),
                (key, row) -> row.get("count").asInt(),
                key -> 0);
    }

    /** Returns the parameters of {@link CommentCounts}. */
    Map<String, Object> parameters() {
        return Map.of("mostHidden", properties.maxHiddenUsers());
    }
}
