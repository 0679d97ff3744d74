package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/**
 * Writes likes of which the platform tells. A like that was taken back leaves a relationship {@code UNLIKED} with the
 * time of that, so that an older row does not bring it back. Thread-safe; runs inside transactions.
 */
@Repository
public class ToldLikes {

    /**
     * Locks users and videos, smaller id first, as a like of a viewer does. The limit makes the planner bind both ends
     * first, so that a like is looked up from the end that has fewer.
     */
    private static final Statement LOCKED =
            new Statement("videos.lockedLikes", Cypher.of("""
            UNWIND $users AS id
            MATCH (user:User {id: id})
            SET user.locked = true
            WITH count(*) AS locked
            {lockVideos}
            UNWIND $rows AS row
            CALL (row) {
              MATCH (user:User {id: row.user})
              MATCH (video:Video {id: row.video})
              WITH user, video
              LIMIT 1
              OPTIONAL MATCH (user)-[like:LIKED]->(video)
              OPTIONAL MATCH (user)-[gone:UNLIKED]->(video)
              RETURN like, gone
            }
            RETURN row.index AS index, like IS NOT NULL AS isLiked, coalesce(like.at, gone.at) AS at
            """).with("lockVideos", VideoMarkRepository.LOCK_VIDEOS));

    private static final Statement WRITE = new Statement("videos.writeToldLikes", """
            UNWIND $rows AS row
            CALL (row) {
              MATCH (user:User {id: row.user})
              MATCH (video:Video {id: row.video})
              WITH user, video, row
              LIMIT 1
              OPTIONAL MATCH (user)-[old:LIKED|UNLIKED]->(video)
              DELETE old
              WITH DISTINCT user, video, row
              FOREACH (at IN CASE WHEN row.liked THEN [row.at] ELSE [] END |
                CREATE (user)-[:LIKED {at: at, by: row.user}]->(video))
              FOREACH (at IN CASE WHEN row.liked THEN [] ELSE [row.at] END | CREATE (user)-[:UNLIKED {at: at}]->(video))
            }
            """);

    /**
     * Locks the users of likes, and the videos without very many marks, until the transaction ends.
     *
     * @return what is stored of each like, by its place in the list; absent if there is nothing
     */
    public Map<Integer, Stored> locked(Graph.Transaction transaction, List<Like> likes) {
        List<Map<String, Object>> rows = new ArrayList<>(likes.size());
        for (int index = 0; index < likes.size(); index++) {
            Like like = likes.get(index);
            rows.add(Map.of(
                    "index",
                    index,
                    "user",
                    like.user().value(),
                    "video",
                    like.video().value()));
        }
        List<Long> users = likes.stream()
                .map(like -> like.user().value())
                .distinct()
                .sorted()
                .toList();
        List<Long> videos = likes.stream()
                .map(like -> like.video().value())
                .distinct()
                .sorted()
                .toList();
        Map<Integer, Stored> stored = HashMap.newHashMap(likes.size());
        for (Record row : transaction.run(LOCKED, Map.of("users", users, "videos", videos, "rows", rows))) {
            stored.put(
                    row.get("index").asInt(),
                    new Stored(row.get("isLiked").asBoolean(), Times.instantOrNull(row.get("at"))));
        }
        return stored;
    }

    /**
     * Stores likes of locked users, and that others were taken back.
     *
     * @return what changed of the facts in memory
     */
    public List<Fact> write(Graph.Transaction transaction, List<Like> likes) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>(likes.size());
        List<Fact> facts = new ArrayList<>();
        for (Like like : likes) {
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("user", like.user().value());
            row.put("video", like.video().value());
            row.put("liked", like.isLiked());
            row.put("at", Times.parameter(like.at()));
            rows.add(row);
            facts.addAll(VideosInMemory.changedByLike(like.user(), like.video()));
        }
        transaction.run(WRITE, Map.of("rows", rows));
        return facts;
    }

    /**
     * A like.
     *
     * @param isLiked false if it was taken back
     * @param at when the user liked the video, or took the like back
     */
    public record Like(UserId user, VideoId video, boolean isLiked, Instant at) {}

    /**
     * What is stored of a like.
     *
     * @param at when that came to be; null if it is not liked, and never was as far as is known
     */
    public record Stored(boolean isLiked, @Nullable Instant at) {}
}
