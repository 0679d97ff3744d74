package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.graph.Times;
import io.mutuals.user.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Repository;

/** Reads who likes videos. Friends can always see each other, so their likes need no further rule. */
@Repository
class LikeRepository {

    private static final Statement LIKES = new Statement("likes.count", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            RETURN key.index AS index, COUNT { (video)<-[:LIKED]-() } AS count,
              EXISTS { (video)<-[:LIKED]-(viewer) } AS byViewer
            """);

    private static final String FRIENDS_WHO_LIKED = """
            MATCH (viewer)-[:FRIENDS_WITH]-(friend:User)-[like:LIKED]->(video)""";

    private static final Statement FRIENDS =
            new Statement("likes.friends", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            CALL (viewer, video, key) {
              %1$s
              WHERE key.number IS NULL OR like.at < key.at OR (like.at = key.at AND friend.id > key.number)
              WITH like, friend
              ORDER BY like.at DESC, friend.id
              LIMIT $limit
              RETURN collect({at: like.at, user: %2$s}) AS friends
            }
            RETURN key.index AS index, friends, CASE WHEN key.counted THEN COUNT { %1$s } END AS total
            """.formatted(FRIENDS_WHO_LIKED, User.projection("friend")));

    private final Graph graph;

    LikeRepository(Graph graph) {
        this.graph = graph;
    }

    /** What there is to know of all likes; two degree checks for each key. */
    Map<VideoKey, Likes> likes(Set<VideoKey> keys) {
        return graph.readByKey(
                LIKES,
                keys,
                key -> Map.of("viewer", key.viewer(), "video", key.video()),
                Map.of(),
                (key, row) ->
                        new Likes(row.get("count").asInt(), row.get("byViewer").asBoolean()));
    }

    /** One page for each key; touches the likes of the video or the friendships of the viewer. */
    Map<LikesKey, Connection<User, Edge.Plain<User>>> friendsWhoLiked(Set<LikesKey> keys) {
        int limit = keys.stream().mapToInt(LikesKey::first).max().orElseThrow() + 1;
        return graph.readByKey(FRIENDS, keys, LikeRepository::row, Map.of("limit", limit), LikeRepository::page);
    }

    private static Map<String, @Nullable Object> row(LikesKey key) {
        LikesKey.Place after = key.after();
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("viewer", key.viewer());
        row.put("video", key.video());
        row.put("counted", key.counted());
        row.put("at", after == null ? null : Times.parameter(after.at()));
        row.put("number", after == null ? null : after.number());
        return row;
    }

    private static Connection<User, Edge.Plain<User>> page(LikesKey key, Record row) {
        List<Edge.Plain<User>> edges = row.get("friends").asList(found -> {
            User user = User.from(found.get("user"));
            return new Edge.Plain<>(new LikesKey.Place(Times.instant(found.get("at")), user.number()).write(), user);
        });
        Long total = row.get("total").isNull() ? null : row.get("total").asLong();
        return Connection.forward(edges, key.first(), key.after() != null, total);
    }
}
