package io.mutuals.video;

import io.mutuals.memory.MemoryProperties;
import io.mutuals.memory.TimedIds;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the users who like or have reposted videos, for memory. */
@Repository
class MarkFactsRepository {

    static final Statement LIKERS = new Statement("memory.likers", """
            UNWIND $keys AS key
            MATCH (video:Video {id: key.video})
            WITH key, video, COUNT { (video)<-[:LIKED]-() } <= $most AS isHeld
            RETURN key.index AS index, isHeld,
              CASE WHEN isHeld THEN COLLECT {
                MATCH (video)<-[like:LIKED]-(user:User)
                RETURN [user.id, like.at.epochSeconds, like.at.nanosecond]
              } END AS likers
            """);

    static final Statement REPOSTS = new Statement("memory.reposts", """
            UNWIND $keys AS key
            MATCH (video:Video {id: key.video})
            WITH key, video, COUNT { (video)<-[:REPOSTED]-() } <= $most AS isHeld
            RETURN key.index AS index, isHeld,
              CASE WHEN isHeld THEN COLLECT {
                MATCH (video)<-[repost:REPOSTED]-(user:User)
                RETURN [user.id, repost.at.epochSeconds, repost.at.nanosecond, repost.comment]
              } END AS reposts
            """);

    private final Graph graph;
    private final int most;

    MarkFactsRepository(Graph graph, MemoryProperties properties) {
        this.graph = graph;
        this.most = properties.maxMarks();
    }

    /**
     * Returns the users who like each video, empty for those that memory does not hold and for a video that does not
     * exist; touches every like of the others.
     */
    Map<Long, Optional<TimedIds>> likers(Set<Long> videos) {
        return graph.readByKey(
                LIKERS,
                videos,
                video -> Map.of("video", video),
                Map.of("most", most),
                (video, row) -> row.get("isHeld").asBoolean()
                        ? Optional.of(new TimedIds(row.get("likers").asList(MarkFactsRepository::item)))
                        : Optional.empty(),
                video -> Optional.empty());
    }

    /**
     * Returns the reposts of each video, empty for those that memory does not hold and for a video that does not exist;
     * touches every repost of the others.
     */
    Map<Long, Optional<RepostFacts>> reposts(Set<Long> videos) {
        return graph.readByKey(
                REPOSTS,
                videos,
                video -> Map.of("video", video),
                Map.of("most", most),
                (video, row) -> row.get("isHeld").asBoolean()
                        ? Optional.of(facts(row.get("reposts").asList(found -> found)))
                        : Optional.empty(),
                video -> Optional.empty());
    }

    private static RepostFacts facts(List<Value> found) {
        Map<Long, String> comments = new HashMap<>();
        for (Value repost : found) {
            if (!repost.get(3).isNull()) {
                comments.put(repost.get(0).asLong(), repost.get(3).asString());
            }
        }
        return new RepostFacts(
                new TimedIds(found.stream().map(MarkFactsRepository::item).toList()), Map.copyOf(comments));
    }

    private static TimedIds.Item item(Value found) {
        return new TimedIds.Item(found.get(0).asLong(), Times.instant(found.get(1), found.get(2)));
    }
}
