package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.graph.Times;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Reads videos; a video may be seen by whoever may see its author. */
@Repository
class VideoRepository {

    private static final Statement BY_NUMBER = new Statement("videos.byNumber", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})<-[:POSTED]-(author:User)
            WHERE %s
            RETURN key.index AS index, %s AS video
            """.formatted(
                    Visibility.maySee("viewer", "author"), Video.projection("video", "author")));

    private static final Statement BY_AUTHOR = new Statement("videos.byAuthor", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (author:User {id: key.author})
            WHERE %s
            CALL (author, key) {
              MATCH (author)-[:POSTED]->(video:Video)
              WHERE key.number IS NULL OR video.createdAt < key.at
                OR (video.createdAt = key.at AND video.id < key.number)
              WITH author, video
              ORDER BY video.createdAt DESC, video.id DESC
              LIMIT $limit
              RETURN collect(%s) AS videos
            }
            RETURN key.index AS index, videos,
              CASE WHEN key.counted THEN COUNT { (author)-[:POSTED]->() } END AS total
            """.formatted(
                    Visibility.maySee("viewer", "author"), Video.projection("video", "author")));

    private final Graph graph;

    VideoRepository(Graph graph) {
        this.graph = graph;
    }

    /** The videos that the viewers may see; four rows touched for each key. */
    Map<VideoKey, Video> byNumber(Set<VideoKey> keys) {
        return graph.readByKey(
                BY_NUMBER,
                keys,
                key -> Map.of("viewer", key.viewer(), "video", key.video()),
                Map.of(),
                (key, row) -> Video.from(row.get("video")));
    }

    /** One page for each key; touches every video of the author. */
    Map<VideosKey, Connection<Video, Edge.Plain<Video>>> byAuthor(Set<VideosKey> keys) {
        int limit = keys.stream().mapToInt(VideosKey::first).max().orElseThrow() + 1;
        return graph.readByKey(BY_AUTHOR, keys, VideoRepository::row, Map.of("limit", limit), VideoRepository::page);
    }

    private static Map<String, @Nullable Object> row(VideosKey key) {
        VideosKey.Place after = key.after();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer());
        row.put("author", key.author());
        row.put("counted", key.counted());
        row.put("at", after == null ? null : Times.parameter(after.createdAt()));
        row.put("number", after == null ? null : after.number());
        return row;
    }

    private static Connection<Video, Edge.Plain<Video>> page(VideosKey key, Record row) {
        List<Edge.Plain<Video>> edges = row.get("videos").asList(found -> {
            Video video = Video.from(found);
            return new Edge.Plain<>(new VideosKey.Place(video.createdAt(), video.number()).write(), video);
        });
        Long total = row.get("total").isNull() ? null : row.get("total").asLong();
        return Connection.forward(edges, key.first(), key.after() != null, total);
    }
}
