package io.mutuals.video;

import io.mutuals.api.Events;
import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final VideoProperties properties;
    private final Events events;
    private final InstantSource clock;

    VideoMarks(
            Graph graph,
            VideoMarkRepository repository,
            ActionLimits limits,
            VideoProperties properties,
            Events events,
            InstantSource clock) {
        this.graph = graph;
        this.repository = repository;
        this.limits = limits;
        this.properties = properties;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Sets or removes a mark without a comment; does nothing if it is as wanted already.
     *
     * @param isWanted whether to set it
     * @return the reasons why nothing was done; empty on success
     */
    List<UserError> change(Viewer viewer, long video, VideoMark mark, boolean isWanted) {
        return change(viewer, video, mark, (transaction, key, isSet) -> {
            if (isSet != isWanted) {
                repository.change(transaction, key, mark, isWanted, null);
            }
            return isWanted && !isSet;
        });
    }

    /**
     * Reposts a video, or replaces the comment of the viewer's repost.
     *
     * @param comment a blank one is none
     * @return the reasons why nothing was done; empty on success
     */
    List<UserError> repost(Viewer viewer, long video, @Nullable String comment) {
        String text = comment == null || Unicode.isBlank(comment) ? null : Unicode.strip(comment);
        if (text != null && text.codePointCount(0, text.length()) > properties.maxRepostComment()) {
            return List.of(UserError.of(
                    VideoMarkErrorCode.COMMENT_TOO_LONG,
                    "A comment has at most " + properties.maxRepostComment() + " characters.",
                    "input",
                    "comment"));
        }
        return change(viewer, video, VideoMark.REPOST, (transaction, key, isSet) -> {
            if (isSet) {
                repository.comment(transaction, key, text);
            } else {
                repository.change(transaction, key, VideoMark.REPOST, true, text);
            }
            return !isSet;
        });
    }

    private List<UserError> change(Viewer viewer, long video, VideoMark mark, MarkChange change) {
        Instant resetAt = limits.refusedUntil(mark.limit(), viewer.id(), 1);
        if (resetAt != null) {
            return List.of(UserError.until(
                    resetAt,
                    VideoMarkErrorCode.RATE_LIMITED,
                    "You have done this very often just now; please try again later."));
        }
        VideoKey key = VideoKey.of(viewer, video);
        Optional<Boolean> isNew = graph.write(
                "videos." + mark.name().toLowerCase(Locale.ROOT),
                transaction ->
                        repository.locked(transaction, key, mark).map(isSet -> change.make(transaction, key, isSet)));
        if (isNew.isEmpty()) {
            return List.of(
                    UserError.of(VideoMarkErrorCode.VIDEO_NOT_FOUND, "There is no such video.", "input", "videoId"));
        }
        if (isNew.get()) {
            publish(mark, key);
        }
        return List.of();
    }

    private void publish(VideoMark mark, VideoKey key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        switch (mark) {
            case LIKE -> events.publish(new VideoLiked(key.viewer(), key.video(), now));
            case REPOST -> events.publish(new VideoReposted(key.viewer(), key.video(), now));
            case SAVE -> {}
        }
    }

    /** A change of a mark, made while the viewer is locked. Returns whether it set a mark that was not set. */
    @FunctionalInterface
    private interface MarkChange {
        boolean make(Graph.Transaction transaction, VideoKey key, boolean isSet);
    }
}
