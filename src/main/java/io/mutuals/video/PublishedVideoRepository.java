package io.mutuals.video;

import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.picture.Picture;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/**
 * Publishes, changes and deletes videos, inside transactions that lock their author.
 *
 * <p>A deleted video keeps its node, with its ids alone and without an author: it is hidden from everyone, shares of it
 * show a card that is unavailable, and retries of its publication and deletion find it.
 */
@Repository
class PublishedVideoRepository {

    /** The aggregation keeps the clauses after it from reading before the author is locked. */
    private static final String LOCK = """
            MATCH (viewer:User {id: $viewer})
            SET viewer.locked = true
            WITH count(*) AS locked
            """;

    private static final Statement BY_KEY = new Statement("videos.lockedByKey", LOCK + """
            MATCH (video:Video {authorId: $viewer, clientVideoId: $clientVideoId})
            RETURN video.id AS id, video.fingerprint AS fingerprint, video.deletedAt IS NOT NULL AS isDeleted
            """);

    private static final Statement PUBLISH = new Statement("videos.publish", """
            MATCH (viewer:User {id: $viewer})
            CREATE (viewer)-[:POSTED]->(video:Video)
            SET video = $properties, video.createdAt = $now
            WITH video
            """ + ChangeLog.appending("video"));

    private static final Statement LOCKED = new Statement(
            "videos.locked",
            Cypher.of("""
            {lock}{forEachKey}
            MATCH {maySeeVideo}
            RETURN author = viewer AS isAuthor, {video} AS video
            """)
                    .with("lock", LOCK)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySeeVideo", VideoVisibility.OF_KEY)
                    .with("video", Video.projection("video", "author")));

    private static final Statement CHANGE = new Statement("videos.change", """
            MATCH (video:Video {id: $video})
            SET video += $changes, video.audienceChosenAt =
              CASE WHEN $changes.audience IS NULL THEN video.audienceChosenAt ELSE $now END
            WITH video
            """ + ChangeLog.appending("video"));

    private static final Statement IS_DELETED = new Statement("videos.isDeleted", """
            MATCH (video:Video {id: $video})
            WHERE video.authorId = $viewer AND video.deletedAt IS NOT NULL
            RETURN video.id AS id
            """);

    /** Deletes {@code video}, which {@code author} has {@code posted}, but not yet its marks. */
    static final String DELETING = """
            DELETE posted
            SET video:DeletedVideo, video = {id: video.id, authorId: author.id, clientVideoId: video.clientVideoId,
              fingerprint: video.fingerprint, deletedAt: $now}
            """;

    private static final Statement DELETE =
            new Statement("videos.delete", """
            MATCH (author:User {id: $viewer})-[posted:POSTED]->(video:Video {id: $video})
            """ + DELETING + """
            WITH video
            """ + ChangeLog.appending("video"));

    /**
     * Locks the author, and returns the video that they have published under a key; empty if there is none. Looks up
     * two rows.
     */
    Optional<Keyed> byKey(Graph.Transaction transaction, long author, String clientVideoId) {
        return transaction.run(BY_KEY, Map.of("viewer", author, "clientVideoId", clientVideoId)).stream()
                .findFirst()
                .map(row -> new Keyed(
                        row.get("id").asLong(),
                        row.get("fingerprint").asString(),
                        row.get("isDeleted").asBoolean()));
    }

    /** Stores a video of a locked author. Must be the last statement of its transaction. */
    void publish(Graph.Transaction transaction, VideoKey key, VideoDraft draft) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("id", key.video().value());
        properties.put("authorId", key.viewer().value());
        properties.put("clientVideoId", draft.clientVideoId());
        properties.put("fingerprint", draft.fingerprint());
        properties.putAll(CaptionIndex.properties(draft.caption()));
        properties.putAll(CaptionIndex.properties(key.viewer()));
        properties.put("durationMs", draft.durationMs());
        properties.put("thumbnail", stored(draft.thumbnail()));
        properties.put("audience", draft.audience().name());
        properties.put("likesHidden", hidden(draft.likesHidden()));
        transaction.run(PUBLISH, withLog(key, "properties", properties));
    }

    /** Locks the viewer, and returns a video as they see it; empty if they may not. Touches four rows. */
    Optional<Seen> locked(Graph.Transaction transaction, VideoKey key) {
        Map<String, Object> parameters = Map.of("viewer", key.viewer().value(), "keys", List.of(key.parameters()));
        return transaction.run(LOCKED, parameters).stream().findFirst().map(PublishedVideoRepository::seen);
    }

    private static Seen seen(Record row) {
        Value video = row.get("video");
        return new Seen(Video.from(video), row.get("isAuthor").asBoolean());
    }

    /** Changes a video of a locked author. Must be the last statement of its transaction. */
    void change(Graph.Transaction transaction, VideoKey key, VideoChanges changes) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        if (changes.caption() != null) {
            properties.putAll(CaptionIndex.properties(changes.caption()));
        }
        if (changes.audience() != null) {
            properties.put("audience", changes.audience().name());
        }
        if (changes.likesHidden() != null) {
            properties.put("likesHidden", hidden(changes.likesHidden()));
        }
        if (changes.changesThumbnail()) {
            properties.put("thumbnail", stored(changes.thumbnail()));
        }
        transaction.run(CHANGE, withLog(key, "changes", properties));
    }

    /** Returns whether the viewer has deleted a video of theirs. */
    boolean isDeleted(Graph.Transaction transaction, VideoKey key) {
        return !transaction.run(IS_DELETED, key.parameters()).isEmpty();
    }

    /** Deletes a video of a locked author, but not yet its marks. Must be the last statement of its transaction. */
    void delete(Graph.Transaction transaction, VideoKey key) {
        transaction.run(DELETE, withLog(key, "viewer", key.viewer().value()));
    }

    private static Map<String, Object> withLog(VideoKey key, String name, Object value) {
        Map<String, Object> parameters = new HashMap<>(key.parameters());
        parameters.putAll(
                ChangeLog.parameters(List.of(VideosInMemory.video(key.video()), VideoActivity.changed(key.viewer()))));
        parameters.put(name, value);
        return parameters;
    }

    private static @Nullable List<String> stored(@Nullable Picture picture) {
        return picture == null ? null : picture.stored();
    }

    /** Returns what is stored for hidden likes: nothing unless they are hidden. */
    private static @Nullable Boolean hidden(boolean likesHidden) {
        return likesHidden ? true : null;
    }

    /** A video that was published under a key. */
    record Keyed(long id, String fingerprint, boolean isDeleted) {}

    /** A video as a viewer sees it. */
    record Seen(Video video, boolean isAuthor) {}
}
