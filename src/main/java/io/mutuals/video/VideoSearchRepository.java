package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Searches videos by caption.
 *
 * <p>Captions that contain the query word for word come first, then those with all its words, then those in which the
 * last word is only begun; each group in order of time, the newest first. A place depends on the video alone, so pages
 * neither repeat nor skip videos while others are posted.
 *
 * <p>The cost is bounded: of public videos, of the viewer's own, and of those of each {@value #FRIENDS_AT_ONCE}
 * friends, the {@value #MAX_MATCHES} best matches by the score of the index are considered, and of all these
 * {@value #MAX_LISTED} are listed. The index is asked only for videos whose audience includes the viewer. What remains
 * to be filtered are the authors whom a block or a setting hides, and because fewer matches are listed than considered,
 * the number of those listed does not tell how many were filtered.
 */
@Repository
class VideoSearchRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "videoSearch";

    private static final int MAX_MATCHES = 1_000;
    private static final int MAX_LISTED = 500;

    /** Lucene accepts 1,024 clauses in a query. */
    private static final int FRIENDS_AT_ONCE = 500;

    /** Greater than the milliseconds of any time, so that places with later times come first. */
    private static final long AFTER_ALL_TIMES = 1_000_000_000_000_000L;

    private static final Statement PAGE = new Statement(
            "videos.search",
            Cypher.of("""
            {forEachKey}
            WITH key, viewer, hidden, {friendsOfViewer} AS friends,
              COLLECT { MATCH (viewer)<-[:CLOSE_FRIEND]-(author:User) RETURN author } AS closeTo
            CALL (key, viewer, hidden, friends, closeTo) {
              UNWIND ['+audience:PUBLIC', '+{author}:' + toString(viewer.id)]
                + {ofFriends} + {ofCloseFriends} AS within
              CALL db.index.fulltext.queryNodes('{index}', key.query + ' ' + within, {limit: {considered}})
              YIELD node AS video
              WITH DISTINCT key, viewer, hidden, friends, video
              MATCH (author:User)-[:POSTED]->(video)
              WHERE {maySee} AND (author = viewer OR author IN friends OR {findableBySearch})
              WITH key, video, author, ' ' + video.{folded} + ' ' AS caption
              WITH video, author, CASE
                  WHEN caption CONTAINS ' ' + key.phrase + ' ' THEN '0'
                  WHEN caption CONTAINS ' ' + key.last + ' ' THEN '1'
                  ELSE '2'
                END + right('000000000000000' + toString({afterAll} - video.createdAt.epochMillis), 16)
                  + right('000000000000000000' + toString(9223372036854775807 - video.id), 19) AS place
              ORDER BY place
              LIMIT {listed}
              RETURN collect({name: place, video: video, author: author}) AS found
            }
            CALL (key, viewer, found) {
              UNWIND found AS one
              WITH one.name AS place, one.video AS video, one.author AS author, key
              WHERE key.number IS NULL OR place > key.name
              ORDER BY place
              LIMIT $limit
              RETURN collect({name: place, video: {video}}) AS page
            }
            RETURN key.index AS index, page, CASE WHEN key.counted THEN size(found) END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("friendsOfViewer", Visibility.FRIENDS_OF_VIEWER)
                    .with("maySee", VideoVisibility.maySee("video", "author"))
                    .with("findableBySearch", PrivacySetting.FINDABLE_BY_SEARCH.of("author"))
                    .with("ofFriends", within("friends", "+audience:(PUBLIC FRIENDS)"))
                    .with("ofCloseFriends", within("closeTo", "+audience:CLOSE_FRIENDS"))
                    .with("index", CaptionIndex.NAME)
                    .with("folded", CaptionIndex.FOLDED)
                    .with("author", CaptionIndex.AUTHOR)
                    .with("considered", MAX_MATCHES)
                    .with("listed", MAX_LISTED)
                    .with("afterAll", AFTER_ALL_TIMES)
                    .with("video", Video.projection("video", "author")));

    /**
     * Returns a Cypher expression for a list of clauses, each for the videos of {@value #FRIENDS_AT_ONCE} authors. The
     * parts are numbered, because in Neo4j 2026.08 {@code range(0, -1, 500)} is not empty.
     *
     * @param authors a Cypher variable bound to a list of users
     */
    private static String within(String authors, String audience) {
        return Cypher.of("""
                [part IN range(0, (size({authors}) + {atOnce} - 1) / {atOnce} - 1) |
                  reduce(clause = '{audience} +{author}:(', one IN {authors}[part * {atOnce}..(part + 1) * {atOnce}] |
                    clause + ' ' + toString(one.id)) + ')']""")
                .with("authors", authors)
                .with("audience", audience)
                .with("author", CaptionIndex.AUTHOR)
                .with("atOnce", FRIENDS_AT_ONCE)
                .text();
    }

    private final Pages pages;

    VideoSearchRepository(Pages pages) {
        this.pages = pages;
    }

    /** Returns a page for each key; touches the friends of the viewer and the considered matches of each. */
    Map<VideoSearchKey, Connection<Video, Edge.Plain<Video>>> find(Set<VideoSearchKey> keys) {
        return pages.read(
                PAGE,
                keys,
                key -> Map.of(
                        "viewer",
                        key.viewer().value(),
                        "query",
                        key.query().toLucene(),
                        "phrase",
                        key.query().phrase(),
                        "last",
                        key.query().last()),
                VideoSearchRepository::edge);
    }

    private static Edge.Plain<Video> edge(VideoSearchKey key, Value found) {
        Video video = Video.from(found.get("video"));
        String place = found.get("name").asString();
        return new Edge.Plain<>(new KeysetPosition.ByName(place, video.number()).in(LIST), video);
    }
}
