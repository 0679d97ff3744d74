package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations by which viewers like videos. */
@Controller
class VideoMarkController {

    private final VideoMarks marks;
    private final Videos videos;

    VideoMarkController(VideoMarks marks, Videos videos) {
        this.marks = marks;
        this.videos = videos;
    }

    @MutationMapping
    CompletableFuture<VideoPayload> likeVideo(
            @Argument VideoInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return change(input, VideoMark.LIKE, true, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<VideoPayload> unlikeVideo(
            @Argument VideoInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return change(input, VideoMark.LIKE, false, viewer, environment);
    }

    private CompletableFuture<VideoPayload> change(
            VideoInput input, VideoMark mark, boolean isWanted, Viewer viewer, DataFetchingEnvironment environment) {
        long video = Video.ID.decode(input.videoId());
        List<UserError> errors = marks.change(viewer, video, mark, isWanted);
        return videos.find(viewer, video, environment)
                .thenApply(found -> new VideoPayload(found, errors, input.clientMutationId()));
    }

    /** The input of every mutation that needs only a video. */
    record VideoInput(String videoId, @Nullable String clientMutationId) {}

    record VideoPayload(
            @Nullable Video video,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
