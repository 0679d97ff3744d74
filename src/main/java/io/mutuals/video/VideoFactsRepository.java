package io.mutuals.video;

import io.mutuals.memory.MemoryProperties;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Repository;

/** Reads the likes and the videos that memory holds. */
@Repository
class VideoFactsRepository {

    private static final Statement LIKES = new Statement("memory.likes", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            WITH key, user, COUNT { (user)-[:LIKED]->() } AS number
            RETURN key.index AS index, number > $most AS tooMany,
              CASE WHEN number <= $most THEN COLLECT {
                MATCH (user)-[like:LIKED]->(video:Video)
                RETURN [video.id, like.at.epochSeconds, like.at.nanosecond]
              } END AS likes
            """);

    static final Statement VIDEOS =
            new Statement("memory.videos", Cypher.of("""
            UNWIND $keys AS key
            MATCH (video:Video {id: key.video})<-[:POSTED]-(author:User)
            WITH key, video, collect(author) AS authors
            RETURN key.index AS index, size(authors) AS authors,
              video {.id, .caption, .durationMs, .createdAt, .thumbnail, .audience, .likesHidden,
                author: authors[0].id, likes: {likes}} AS facts
            """).with("likes", LikesInCommon.LIKES));

    private final Graph graph;
    private final int most;

    VideoFactsRepository(Graph graph, MemoryProperties properties) {
        this.graph = graph;
        this.most = properties.maxFriends();
    }

    /**
     * Returns the videos that each id likes, empty for those that memory does not hold; touches every like
     * of the others. A user who does not exist likes none.
     */
    Map<Long, Optional<TimedIds>> likes(Set<Long> users) {
        return graph.readByKey(
                LIKES,
                users,
                user -> Map.of("user", user),
                Map.of("most", most),
                (user, row) -> row.get("tooMany").asBoolean()
                        ? Optional.empty()
                        : Optional.of(new TimedIds(row.get("likes")
                                .asList(found -> new TimedIds.Item(
                                        found.get(0).asLong(), Times.instant(found.get(1), found.get(2)))))),
                user -> Optional.of(TimedIds.NONE));
    }

    /** Returns the facts about each id; two rows touched for each. */
    Map<Long, Optional<VideoFacts>> videos(Set<Long> ids) {
        return graph.readByKey(
                VIDEOS,
                ids,
                id -> Map.of("video", id),
                Map.of(),
                (id, row) -> row.get("authors").asInt() > 1
                        ? Optional.empty()
                        : Optional.of(VideoFacts.from(row.get("facts"))),
                id -> Optional.of(VideoFacts.none(id)));
    }
}
