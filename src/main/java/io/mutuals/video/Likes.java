package io.mutuals.video;

import io.mutuals.neo4j.Cypher;
import org.neo4j.driver.Value;

/**
 * The likes of a video, as a viewer may know them.
 *
 * @param count the number of all likes; 0 if its author hides them from the viewer
 * @param byViewer whether the viewer likes it
 */
public record Likes(int count, boolean byViewer) {

    /**
     * Returns a Cypher map of the likes of a video, to be read by {@link #from}; two degree lookups.
     *
     * @param video a Cypher variable bound to a video that the viewer may see, where {@code viewer} is in scope
     */
    public static String projection(String video) {
        return Cypher.of("""
                {count: CASE WHEN {showsLikes} THEN COUNT { ({video})<-[:LIKED]-() } ELSE 0 END,
                  byViewer: EXISTS { ({video})<-[:LIKED]-(viewer) }}""")
                .with("showsLikes", VideoVisibility.showsLikes(video))
                .with("video", video)
                .text();
    }

    /** Reads a {@linkplain #projection projection}. */
    public static Likes from(Value map) {
        return new Likes(map.get("count").asInt(), map.get("byViewer").asBoolean());
    }
}
