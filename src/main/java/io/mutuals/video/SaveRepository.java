package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads which videos viewers have saved. */
@Repository
class SaveRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "savedVideos";

    private static final String VISIBLE = Cypher.of("""
            MATCH (viewer)-[save:SAVED]->(video:Video)<-[:POSTED]-(author:User)
            WHERE {maySee}""")
            .with("maySee", VideoVisibility.maySee("video", "author"))
            .text();

    private static final Statement PAGE = new Statement(
            "saves.page",
            Cypher.of("""
            {forEachKey}
            CALL (key, viewer, hidden) {
              {visible}
                AND (key.number IS NULL OR save.at < key.at OR (save.at = key.at AND video.id < key.number))
              WITH save, video, author
              ORDER BY save.at DESC, video.id DESC
              LIMIT $limit
              RETURN collect({at: save.at, video: {video}}) AS page
            }
            RETURN key.index AS index, page, CASE WHEN key.counted THEN COUNT { {visible} } END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("visible", VISIBLE)
                    .with("video", Video.projection("video", "author")));

    private static final Statement IS_SAVED = new Statement("saves.ofVideos", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            RETURN key.index AS index, EXISTS { (video)<-[:SAVED]-(viewer) } AS isSaved
            """);

    private final Graph graph;
    private final Pages pages;

    SaveRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** Returns a page for each key; touches every save of the viewer, and the author of each video. */
    Map<SavedVideosKey, Connection<Video, Edge.Plain<Video>>> page(Set<SavedVideosKey> keys) {
        return pages.read(PAGE, keys, key -> Map.of("viewer", key.viewer()), SaveRepository::edge);
    }

    /** Returns whether the viewer has saved the video. */
    Map<VideoKey, Boolean> isSaved(Set<VideoKey> keys) {
        return graph.readByKey(
                IS_SAVED,
                keys,
                VideoKey::parameters,
                Map.of(),
                (key, row) -> row.get("isSaved").asBoolean());
    }

    private static Edge.Plain<Video> edge(SavedVideosKey key, Value found) {
        Video video = Video.from(found.get("video"));
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("at")), video.number()).in(LIST), video);
    }
}
