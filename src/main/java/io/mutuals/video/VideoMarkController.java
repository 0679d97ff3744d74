package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.video.VideoMarks.Marked;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the mutations by which viewers like and save videos, and the saved videos. */
@Controller
class VideoMarkController {

    private final VideoMarks marks;
    private final Videos videos;
    private final Loader<SavedVideosKey, Connection<Video, Edge.Plain<Video>>> saved;
    private final Loader<VideoKey, Boolean> isSaved;

    VideoMarkController(VideoMarks marks, Videos videos, SaveRepository saves, Loaders loaders) {
        this.marks = marks;
        this.videos = videos;
        this.saved = loaders.register("savedVideos", saves::page);
        this.isSaved = loaders.register("viewerHasSaved", saves::isSaved);
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

    @MutationMapping
    CompletableFuture<VideoPayload> saveVideo(
            @Argument VideoInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return change(input, VideoMark.SAVE, true, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<VideoPayload> unsaveVideo(
            @Argument VideoInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return change(input, VideoMark.SAVE, false, viewer, environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "savedVideos")
    CompletableFuture<Connection<Video, Edge.Plain<Video>>> savedVideos(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        Slice slice = Slice.inTime(SaveRepository.LIST, first, after, environment);
        return saved.load(new SavedVideosKey(viewer.id(), slice), environment);
    }

    @SchemaMapping(typeName = "Video", field = "viewerHasSaved")
    CompletableFuture<Boolean> viewerHasSaved(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return isSaved.load(VideoKey.of(viewer, video.number()), environment);
    }

    private CompletableFuture<VideoPayload> change(
            VideoInput input, VideoMark mark, boolean isWanted, Viewer viewer, DataFetchingEnvironment environment) {
        long video = Video.ID.decode(input.videoId());
        Marked marked = marks.change(viewer, video, mark, isWanted);
        return payload(marked, video, input.clientMutationId(), viewer, environment);
    }

    /** Returns the payload of a mutation of {@code video}, which is read if it was not marked. */
    CompletableFuture<VideoPayload> payload(
            Marked marked,
            long video,
            @Nullable String clientMutationId,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return (marked.video() == null
                        ? videos.find(viewer, video, environment)
                        : CompletableFuture.completedFuture(marked.video()))
                .thenApply(found -> new VideoPayload(found, marked.errors(), clientMutationId));
    }

    /** The input of every mutation that needs only a video. */
    record VideoInput(String videoId, @Nullable String clientMutationId) {}

    record VideoPayload(
            @Nullable Video video,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
