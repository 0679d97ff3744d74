package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.User;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads reposts of videos. Friends can always see each other, so the reposts of friends need no further rule. */
@Repository
class RepostRepository {

    /** The name of the list of friends who reposted a video in its cursors. */
    static final String LIST = "reposts";

    /** The limit makes the planner look the repost up from the end that has fewer, instead of among all reposts. */
    static final Statement REPOSTS = new Statement("reposts.count", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            CALL (viewer, video) {
              WITH viewer, video
              LIMIT 1
              OPTIONAL MATCH (viewer)-[repost:REPOSTED]->(video)
              RETURN repost {.at, .comment} AS byViewer
            }
            RETURN key.index AS index, COUNT { (video)<-[:REPOSTED]-() } AS count, byViewer
            """);

    static final Statement FRIENDS = new Statement(
            "reposts.friends",
            Cypher.of("""
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            MATCH (video:Video {id: key.video})
            CALL (viewer, video, key) {
              {friendsWhoReposted}
              WITH mark, friend, key
              WHERE key.number IS NULL OR mark.at < key.at OR (mark.at = key.at AND friend.id > key.number)
              WITH mark, friend
              ORDER BY mark.at DESC, friend.id
              LIMIT $limit
              RETURN collect({at: mark.at, comment: mark.comment, user: {friend}}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN key.counted THEN COUNT { {friendsWhoReposted} RETURN friend } END AS total
            """)
                    .with("friendsWhoReposted", VideoMark.REPOST.ofFriends())
                    .with("friend", User.projection("friend")));

    private final Graph graph;
    private final Pages pages;

    RepostRepository(Graph graph, Pages pages) {
        this.graph = graph;
        this.pages = pages;
    }

    /** Returns the repost count and the viewer's repost; a degree lookup and a relationship for each key. */
    Map<VideoKey, Reposts> reposts(Set<VideoKey> keys) {
        return graph.readByKey(REPOSTS, keys, VideoKey::parameters, Map.of(), (key, row) -> {
            Value own = row.get("byViewer");
            return new Reposts(row.get("count").asInt(), own.isNull() ? null : Repost.from(own));
        });
    }

    /** Returns a page for each key; touches the friendships of the viewer, and a repost of each friend. */
    Map<RepostsKey, Connection<User, ReposterEdge>> friendsWhoReposted(Set<RepostsKey> keys) {
        return pages.read(FRIENDS, keys, key -> key.video().parameters(), RepostRepository::edge);
    }

    private static ReposterEdge edge(RepostsKey key, Value found) {
        User user = User.from(found.get("user"));
        Repost repost = Repost.from(found);
        return new ReposterEdge(new KeysetPosition.InTime(repost.repostedAt(), user.number()).in(LIST), user, repost);
    }
}
