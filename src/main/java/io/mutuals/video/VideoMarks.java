package io.mutuals.video;

import io.mutuals.api.UserError;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Sets and removes the {@linkplain VideoMark marks} of viewers on videos.
 *
 * <p>A change locks the viewer, who therefore has at most one mark of a kind on a video, and not the video, which many
 * viewers may mark at once. Thread-safe.
 */
@Service
class VideoMarks {

    private final Graph graph;
    private final VideoMarkRepository repository;
    private final ActionLimits limits;

    VideoMarks(Graph graph, VideoMarkRepository repository, ActionLimits limits) {
        this.graph = graph;
        this.repository = repository;
        this.limits = limits;
    }

    /**
     * Sets or removes a mark; does nothing if it is as wanted already.
     *
     * @param isWanted whether to set it
     * @return the reasons why nothing was done; empty on success
     */
    List<UserError> change(Viewer viewer, long video, VideoMark mark, boolean isWanted) {
        Instant resetAt = limits.refusedUntil(mark.limit(), viewer.id(), 1);
        if (resetAt != null) {
            return List.of(UserError.until(
                    resetAt,
                    VideoMarkErrorCode.RATE_LIMITED,
                    "You have done this very often just now; please try again later."));
        }
        VideoKey key = VideoKey.of(viewer, video);
        return graph.write("videos." + mark.name().toLowerCase(Locale.ROOT), transaction -> {
            Optional<Boolean> isSet = repository.locked(transaction, key, mark);
            if (isSet.isEmpty()) {
                return List.of(UserError.of(
                        VideoMarkErrorCode.VIDEO_NOT_FOUND, "There is no such video.", "input", "videoId"));
            }
            if (isSet.get() != isWanted) {
                repository.change(transaction, key, mark, isWanted);
            }
            return List.of();
        });
    }
}
