package io.mutuals.video;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.KeysetPosition;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Pages;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.Visibility;
import java.util.Map;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads the videos that a viewer and a user both like. */
@Repository
class LikesInCommonRepository {

    /** The name of the list in its cursors. */
    static final String LIST = "likesInCommon";

    private static final String COMMON = "MATCH %s\nAND (NOT key.rare OR %s <= key.rareLikes)"
            .formatted(LikesInCommon.with("user"), LikesInCommon.LIKES);

    private static final Statement PAGE = new Statement(
            "likes.inCommon",
            Cypher.of("""
            {forEachKey}
            MATCH (user:User {id: key.user})
            WITH key, viewer, hidden, user, user <> viewer AND {areShown} AS shown
            CALL (key, viewer, hidden, user, shown) {
              WITH key, viewer, hidden, user
              WHERE shown
              {common}
                AND (key.number IS NULL OR like.at < key.at OR (like.at = key.at AND video.id < key.number))
              WITH like, video, author
              ORDER BY like.at DESC, video.id DESC
              LIMIT $limit
              RETURN collect({at: like.at, video: {video}}) AS page
            }
            RETURN key.index AS index, page,
              CASE WHEN NOT key.counted THEN null WHEN shown THEN COUNT { {common} } ELSE 0 END AS total
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("areShown", LikesInCommon.areShown("user"))
                    .with("common", COMMON)
                    .with("video", Video.projection("video", "author")));

    private final Pages pages;
    private final VideoProperties properties;

    LikesInCommonRepository(Pages pages, VideoProperties properties) {
        this.pages = pages;
        this.properties = properties;
    }

    /** Returns a page for each key; touches every like of the viewer or of the user. */
    Map<LikesInCommonKey, Connection<Video, Edge.Plain<Video>>> page(Set<LikesInCommonKey> keys) {
        return pages.read(
                PAGE,
                keys,
                key -> Map.of(
                        "viewer",
                        key.between().viewer().value(),
                        "user",
                        key.between().user().value(),
                        "rare",
                        key.rare(),
                        "rareLikes",
                        properties.rareLikes()),
                LikesInCommonRepository::edge);
    }

    private static Edge.Plain<Video> edge(LikesInCommonKey key, Value found) {
        Video video = Video.from(found.get("video"));
        return new Edge.Plain<>(
                new KeysetPosition.InTime(Times.instant(found.get("at")), video.number()).in(LIST), video);
    }
}
