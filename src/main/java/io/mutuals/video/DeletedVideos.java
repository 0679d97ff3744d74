package io.mutuals.video;

import static java.util.stream.Collectors.joining;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Removes the {@linkplain VideoMark marks} of deleted videos. A deleted video is hidden at once; its marks may be a
 * million, so they are removed in batches, the first right after the deletion and the others in the background.
 *
 * <p>A deleted video has the label {@code DeletedVideo} for a while, because a mark that was being set when the video
 * was deleted may be stored a moment later.
 */
@Component
class DeletedVideos extends RetentionLoop {

    private static final Logger log = LoggerFactory.getLogger(DeletedVideos.class);

    /** Longer than a transaction may take, and than the intervals at which features remove what they hold of videos. */
    private static final Duration WATCHED = Duration.ofDays(1);

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int BATCH_SIZE = 1_000;

    private static final String MARKS =
            Arrays.stream(VideoMark.values()).map(VideoMark::relationship).collect(joining("|", "UNLIKED|", ""));

    /** Touches the videos deleted lately, and {@code $most} marks. */
    private static final Statement REMOVE_MARKS =
            new Statement("videos.removeMarks", Cypher.of("""
            MATCH (video:DeletedVideo)
            WHERE ($video IS NULL OR video.id = $video) AND EXISTS { (video)<-[:{marks}]-() }
            WITH video
            ORDER BY video.id
            LIMIT 1
            MATCH (video)<-[mark:{marks}]-(user:User)
            WITH mark, user
            LIMIT $most
            DELETE mark
            RETURN collect(user.id) AS users
            """).with("marks", MARKS));

    /** The label stays until the comments are gone too, which another feature removes. */
    private static final Statement CEASE_TO_WATCH =
            new Statement("videos.forgetDeleted", Cypher.of("""
            MATCH (video:DeletedVideo)
            WHERE video.deletedAt < $before
              AND NOT EXISTS { (video)<-[:{marks}]-() }
              AND NOT EXISTS { (video)<--(:Comment) }
            REMOVE video:DeletedVideo
            RETURN count(*) AS forgotten
            """).with("marks", MARKS));

    private final Graph graph;
    private final ChangeLog changes;
    private final InstantSource clock;

    DeletedVideos(Graph graph, ChangeLog changes, ReplicaLease lease, InstantSource clock) {
        super(
                "videos-forget",
                "Likes and saves of deleted videos are still stored; the next run tries again",
                lease,
                "videos:forget",
                EVERY);
        this.graph = graph;
        this.changes = changes;
        this.clock = clock;
    }

    /** Removes the marks of a deleted video, unless they are very many. If it fails, the background does it. */
    void forgetMarks(VideoId video) {
        try {
            removeMarks(video);
        } catch (RuntimeException failure) {
            log.warn("The marks of a deleted video were not removed; the next run in the background does it", failure);
        }
    }

    @Override
    protected boolean deleteBatch() {
        if (removeMarks(null)) {
            return true;
        }
        Map<String, Object> before =
                Map.of("before", Times.parameter(clock.instant().minus(WATCHED)));
        graph.write(CEASE_TO_WATCH.name(), transaction -> transaction.run(CEASE_TO_WATCH, before));
        return false;
    }

    /** Removes a batch of marks; returns whether there were any. */
    private boolean removeMarks(@Nullable VideoId video) {
        Map<String, @Nullable Object> parameters = new HashMap<>();
        parameters.put("video", video == null ? null : video.value());
        parameters.put("most", BATCH_SIZE);
        return graph.write(REMOVE_MARKS.name(), transaction -> {
            List<Fact> facts =
                    transaction.run(REMOVE_MARKS, parameters).getFirst().get("users").asList(Value::asLong).stream()
                            .flatMap(user -> Stream.of(
                                    new Fact(VideosInMemory.LIKES, user), VideoActivity.changed(new UserId(user))))
                            .toList();
            changes.append(transaction, facts);
            return !facts.isEmpty();
        });
    }
}
