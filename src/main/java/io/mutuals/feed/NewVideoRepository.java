package io.mutuals.feed;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoVisibility;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Finds the newest public videos among the {@link #CONSIDERED} with the highest ids, which grow with time. */
@Repository
class NewVideoRepository {

    private static final int CONSIDERED = 500;

    /** The number of videos in a list. */
    private static final int KEPT = 100;

    private static final Statement NEWEST = new Statement(
            "feed.newest",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (member:User {id: key.member})
            CALL (member) {
              CALL () {
                MATCH (video:Video)
                WHERE video.id >= 0
                RETURN video
                ORDER BY video.id DESC
                LIMIT {considered}
              }
              MATCH (video)<-[:POSTED]-(author:User)
              WHERE {isPublic} AND {isPresent} AND NOT {adultAndMinor}
              WITH video
              ORDER BY video.createdAt DESC, video.id DESC
              LIMIT {kept}
              RETURN collect([video.id, video.createdAt.epochMillis]) AS videos
            }
            RETURN key.index AS index, videos
            """)
                    .with("considered", CONSIDERED)
                    .with("isPublic", VideoVisibility.isPublic("video"))
                    .with("isPresent", Visibility.isPresent("author"))
                    .with("adultAndMinor", AgeBand.adultAndMinor("member", "author"))
                    .with("kept", KEPT));

    private final Graph graph;

    NewVideoRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns the newest public videos by authors of the members' side of adulthood, the newest first. */
    Map<PopularKey, List<NewVideo>> newest(Set<PopularKey> keys) {
        return graph.readByKey(
                NEWEST,
                keys,
                key -> Map.of("member", key.member().value()),
                Map.of(),
                (key, row) -> row.get("videos")
                        .asList(video -> new NewVideo(
                                video.get(0).asLong(),
                                Instant.ofEpochMilli(video.get(1).asLong()))));
    }
}
