package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads videos that {@link VideoVisibility} shows to their viewers. */
@Repository
class VideoRepository {

    /** The name of the list of a user's videos in its cursors. */
    static final String LIST = "videos";

    private static final Statement BY_NUMBER = new Statement(
            "videos.byNumber",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            RETURN key.index AS index, {video} AS video
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("video", Video.projection("video", "author")));

    private static final Statement BY_AUTHOR = new Statement(
            "videos.byAuthor",
            Cypher.of("""
            {forEachKey}
            MATCH (author:User {id: key.author})
            WHERE {maySee}
            WITH key, author, {openTo} AS openTo
            CALL (author, key, openTo) {
              MATCH (author)-[:POSTED]->(video:Video)
              WHERE video.audience IN openTo AND (key.number IS NULL OR video.createdAt < key.at
                OR (video.createdAt = key.at AND video.id < key.number))
              WITH author, video
              ORDER BY video.createdAt DESC, video.id DESC
              LIMIT $limit
              RETURN collect({video}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT {
                MATCH (author)-[:POSTED]->(video:Video)
                WHERE video.audience IN openTo
              } END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("author"))
                    .with("openTo", Audience.openTo("author", "viewer"))
                    .with("video", Video.projection("video", "author")));

    private final Graph graph;
    private final Pages pages;

    VideoRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** Returns the videos that the viewers may see; four rows touched for each key. */
    Map<VideoKey, Video> byNumber(Set<VideoKey> keys) {
        return graph.readByKey(
                BY_NUMBER, keys, VideoKey::parameters, Map.of(), (key, row) -> Video.from(row.get("video")));
    }

    /** Returns a page for each key; touches every video of the author. */
    Map<VideosKey, Connection<Video, Edge.Plain<Video>>> byAuthor(Set<VideosKey> keys) {
        return pages.read(
                BY_AUTHOR,
                keys,
                key -> Map.of(
                        "viewer",
                        key.author().viewer().value(),
                        "author",
                        key.author().user().value()),
                VideoRepository::edge);
    }

    private static Edge.Plain<Video> edge(VideosKey key, Value found) {
        Video video = Video.from(found);
        return new Edge.Plain<>(new KeysetPosition.InTime(video.createdAt(), video.number()).in(LIST), video);
    }
}
