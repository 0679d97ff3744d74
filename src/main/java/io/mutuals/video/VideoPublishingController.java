package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.picture.PictureRules;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.ArgumentValue;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations by which authors publish, change and delete their videos. */
@Controller
class VideoPublishingController {

    private final VideoPublisher publisher;
    private final Videos videos;

    VideoPublishingController(VideoPublisher publisher, Videos videos) {
        this.publisher = publisher;
        this.videos = videos;
    }

    @MutationMapping
    CompletableFuture<PublishPayload> publishVideo(
            @Argument PublishInput input, Viewer viewer, DataFetchingEnvironment environment) {
        VideoPublisher.Published published = publisher.publish(viewer, input.draft());
        CompletableFuture<@Nullable Video> video = published.video() == null
                ? CompletableFuture.completedFuture(null)
                : videos.find(viewer, published.video(), environment);
        return video.thenApply(found ->
                new PublishPayload(found, published.isReplayed(), published.errors(), input.clientMutationId()));
    }

    @MutationMapping
    CompletableFuture<VideoMarkController.VideoPayload> updateVideo(
            @Argument UpdateInput input, Viewer viewer, DataFetchingEnvironment environment) {
        long video = Video.ID.decode(input.videoId());
        List<UserError> errors = publisher.change(viewer, video, input.changes());
        return videos.find(viewer, video, environment)
                .thenApply(found -> new VideoMarkController.VideoPayload(found, errors, input.clientMutationId()));
    }

    @MutationMapping
    DeletePayload deleteVideo(@Argument VideoMarkController.VideoInput input, Viewer viewer) {
        List<UserError> errors = publisher.delete(viewer, Video.ID.decode(input.videoId()));
        return new DeletePayload(errors.isEmpty() ? input.videoId() : null, errors, input.clientMutationId());
    }

    record PublishInput(
            String clientVideoId,
            String caption,
            @Nullable Integer durationMs,
            Audience audience,
            boolean likesHidden,
            PictureRules.@Nullable Input thumbnail,
            @Nullable String clientMutationId) {

        VideoDraft draft() {
            return new VideoDraft(
                    clientVideoId,
                    VideoRules.stored(caption),
                    durationMs,
                    audience,
                    likesHidden,
                    thumbnail == null ? null : thumbnail.picture());
        }
    }

    /** An explicit null removes {@code thumbnail}; any other null, and an omitted value, changes nothing. */
    record UpdateInput(
            String videoId,
            @Nullable String caption,
            @Nullable Audience audience,
            @Nullable Boolean likesHidden,
            ArgumentValue<PictureRules.Input> thumbnail,
            @Nullable String clientMutationId) {

        VideoChanges changes() {
            PictureRules.Input picture = thumbnail.value();
            return new VideoChanges(
                    caption == null ? null : VideoRules.stored(caption),
                    audience,
                    likesHidden,
                    !thumbnail.isOmitted(),
                    picture == null ? null : picture.picture());
        }
    }

    /** @param replayed whether an earlier request had published the video */
    record PublishPayload(
            @Nullable Video video,
            boolean replayed,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}

    record DeletePayload(
            @Nullable String deletedVideoId,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
