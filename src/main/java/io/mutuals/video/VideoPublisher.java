package io.mutuals.video;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.VideoId;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.picture.PictureRules;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Publishes videos for their authors, changes and deletes them. A change locks the author, so the changes of one author
 * happen one after the other, from whatever replica. Thread-safe.
 */
@Service
class VideoPublisher {

    private final Graph graph;
    private final PublishedVideoRepository repository;
    private final DeletedVideos deleted;
    private final PictureRules pictures;
    private final ActionLimits limits;
    private final Ids ids;

    VideoPublisher(
            Graph graph,
            PublishedVideoRepository repository,
            DeletedVideos deleted,
            PictureRules pictures,
            ActionLimits limits,
            Ids ids) {
        this.graph = graph;
        this.repository = repository;
        this.deleted = deleted;
        this.pictures = pictures;
        this.limits = limits;
        this.ids = ids;
    }

    /** Publishes a video, once for each key of the author: a retry returns the video that is stored. */
    Published publish(Viewer viewer, VideoDraft draft) {
        VideoRules rules = new VideoRules();
        rules.clientVideoId(draft.clientVideoId());
        rules.caption(draft.caption());
        rules.durationMs(draft.durationMs());
        rules.thumbnail(draft.thumbnail(), pictures);
        if (!rules.errors().isEmpty()) {
            return Published.refused(rules.errors());
        }
        Optional<UserError> limited = limited(ActionLimit.PUBLISH_VIDEO, viewer);
        if (limited.isPresent()) {
            return Published.refused(List.of(limited.get()));
        }
        VideoId video = new VideoId(ids.next());
        Published published = graph.write("videos.publish", transaction -> publish(transaction, viewer, video, draft));
        if (published.isReplayed() || published.video() == null) {
            limits.giveBack(ActionLimit.PUBLISH_VIDEO, viewer.id(), 1);
        }
        return published;
    }

    private Published publish(Graph.Transaction transaction, Viewer viewer, VideoId video, VideoDraft draft) {
        Optional<PublishedVideoRepository.Keyed> before =
                repository.byKey(transaction, viewer.id(), draft.clientVideoId());
        if (before.isEmpty()) {
            repository.publish(transaction, new VideoKey(viewer.userId(), video), draft);
            return new Published(video.value(), false, List.of());
        }
        if (!before.get().fingerprint().equals(draft.fingerprint())) {
            return Published.refused(List.of(UserError.of(
                    VideoErrorCode.IDEMPOTENCY_MISMATCH,
                    "You have already published another video with this clientVideoId.",
                    "input",
                    "clientVideoId")));
        }
        return before.get().isDeleted()
                ? Published.refused(List.of(
                        UserError.of(VideoErrorCode.DELETED, "You have deleted this video.", "input", "clientVideoId")))
                : new Published(before.get().id(), true, List.of());
    }

    /**
     * Changes a video of the viewer, all of it or nothing.
     *
     * @return the reasons why nothing was changed; empty on success
     */
    List<UserError> change(Viewer viewer, long video, VideoChanges changes) {
        VideoRules rules = new VideoRules();
        rules.caption(changes.caption());
        rules.thumbnail(changes.thumbnail(), pictures);
        if (!rules.errors().isEmpty()) {
            return rules.errors();
        }
        Optional<UserError> limited = limited(ActionLimit.CHANGE_VIDEO, viewer);
        if (limited.isPresent()) {
            return List.of(limited.get());
        }
        VideoKey key = VideoKey.of(viewer, video);
        return graph.write("videos.change", transaction -> {
            Optional<PublishedVideoRepository.Seen> seen = repository.locked(transaction, key);
            List<UserError> refusal = refusal(key.video(), seen.orElse(null), "You can change only your own videos.");
            if (refusal.isEmpty()) {
                repository.change(transaction, key, changes);
            }
            return refusal;
        });
    }

    /**
     * Deletes a video of the viewer. Succeeds and changes nothing if they have deleted it before.
     *
     * @return the reasons why nothing was deleted; empty on success
     */
    List<UserError> delete(Viewer viewer, long video) {
        Optional<UserError> limited = limited(ActionLimit.CHANGE_VIDEO, viewer);
        if (limited.isPresent()) {
            return List.of(limited.get());
        }
        VideoKey key = VideoKey.of(viewer, video);
        List<UserError> errors = graph.write("videos.delete", transaction -> delete(transaction, key));
        if (errors.isEmpty()) {
            deleted.forgetMarks(key.video());
        }
        return errors;
    }

    private List<UserError> delete(Graph.Transaction transaction, VideoKey key) {
        Optional<PublishedVideoRepository.Seen> seen = repository.locked(transaction, key);
        if (seen.isEmpty() && repository.isDeleted(transaction, key)) {
            return List.of();
        }
        List<UserError> refusal = refusal(key.video(), seen.orElse(null), "You can delete only your own videos.");
        if (refusal.isEmpty()) {
            repository.delete(transaction, key);
        }
        return refusal;
    }

    /** Returns why a viewer may not change a video, by the rule that {@code viewerCan} states; empty if they may. */
    private static List<UserError> refusal(
            VideoId video, PublishedVideoRepository.@Nullable Seen seen, String notYours) {
        if (seen == null) {
            return List.of(UserError.of(VideoErrorCode.VIDEO_NOT_FOUND, "There is no such video.", "input", "videoId"));
        }
        return VideoPermissions.of(video, seen.isAuthor()).edit()
                ? List.of()
                : List.of(UserError.of(VideoErrorCode.NOT_YOURS, notYours, "input", "videoId"));
    }

    private Optional<UserError> limited(ActionLimit limit, Viewer viewer) {
        Instant resetAt = limits.refusedUntil(limit, viewer.id(), 1);
        return resetAt == null
                ? Optional.empty()
                : Optional.of(UserError.until(
                        resetAt,
                        VideoErrorCode.RATE_LIMITED,
                        "You have done this very often lately; please try again later."));
    }

    /**
     * The outcome of a publication.
     *
     * @param video the internal id of the video; null if it was refused
     * @param isReplayed whether an earlier request had published it
     * @param errors the reasons why nothing was published; empty on success
     */
    record Published(@Nullable Long video, boolean isReplayed, List<UserError> errors) {

        static Published refused(List<UserError> errors) {
            return new Published(null, false, errors);
        }
    }
}
