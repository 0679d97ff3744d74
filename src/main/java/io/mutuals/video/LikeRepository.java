package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.User;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Reads likes of videos. Friends can always see each other, so the likes of friends need no further rule than that the
 * likes of the video are shown.
 */
@Repository
class LikeRepository {

    /** The name of the list of friends who like a video in its cursors. */
    static final String LIST = "likes";

    static final Statement LIKES =
            new Statement("likes.count", Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            RETURN key.index AS index, {likes} AS likes
            """).with("likes", Likes.projection("video")));

    static final Statement FRIENDS = new Statement(
            "likes.friends",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            WITH key, viewer, video, {showsLikes} AS isShown
            CALL (viewer, video, key, isShown) {
              WITH viewer, video, key
              WHERE isShown
              {friendsWhoLiked}
              WITH mark, friend, key
              WHERE key.number IS NULL OR mark.at < key.at OR (mark.at = key.at AND friend.id > key.number)
              WITH mark, friend
              ORDER BY mark.at DESC, friend.id
              LIMIT $limit
              RETURN collect({at: mark.at, user: {friend}}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN NOT key.counted THEN null WHEN isShown THEN COUNT { {friendsWhoLiked} RETURN friend }
              ELSE 0 END AS total
            """)
                    .with("showsLikes", VideoVisibility.showsLikes("video"))
                    .with("friendsWhoLiked", VideoMark.LIKE.ofFriends())
                    .with("friend", User.projection("friend")));

    private final Graph graph;
    private final Pages pages;

    LikeRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /**
     * Returns the like count, 0 if it is hidden from the viewer, and the viewer's like; two degree lookups for each
     * key.
     */
    Map<VideoKey, Likes> likes(Set<VideoKey> keys) {
        return graph.readByKey(LIKES, keys, VideoKey::parameters, Map.of(), (key, row) -> Likes.from(row.get("likes")));
    }

    /** Returns a page for each key; touches the friendships of the viewer, and a like of each friend. */
    Map<LikesKey, Connection<User, Edge.Plain<User>>> friendsWhoLiked(Set<LikesKey> keys) {
        return pages.read(FRIENDS, keys, key -> key.video().parameters(), LikeRepository::edge);
    }

    private static Edge.Plain<User> edge(LikesKey key, Value found) {
        User user = User.from(found.get("user"));
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("at")), user.number()).in(LIST), user);
    }
}
