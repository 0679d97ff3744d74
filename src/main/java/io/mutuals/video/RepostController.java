package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Slice;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.video.VideoMarkController.VideoInput;
import io.mutuals.video.VideoMarkController.VideoPayload;
import io.mutuals.video.VideoMarks.Marked;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves reposts of videos, and the mutations by which viewers repost. */
@Controller
class RepostController {

    private final VideoMarks marks;
    private final VideoMarkController payloads;
    private final Loader<VideoKey, Reposts> reposts;
    private final Loader<RepostsKey, Connection<User, ReposterEdge>> friendsWhoReposted;

    RepostController(
            VideoMarks marks,
            VideoMarkController payloads,
            RepostRepository repository,
            MarksInMemory memory,
            Loaders loaders) {
        this.marks = marks;
        this.payloads = payloads;
        this.reposts = loaders.registerForQueries("reposts", repository::reposts, memory::reposts);
        this.friendsWhoReposted = loaders.registerForQueries(
                "friendsWhoReposted", repository::friendsWhoReposted, memory::friendsWhoReposted);
    }

    @MutationMapping
    CompletableFuture<VideoPayload> repostVideo(
            @Argument RepostInput input, Viewer viewer, DataFetchingEnvironment environment) {
        long video = Video.ID.decode(input.videoId());
        Marked marked = marks.repost(viewer, video, input.comment());
        return payloads.payload(marked, video, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<VideoPayload> undoRepost(
            @Argument VideoInput input, Viewer viewer, DataFetchingEnvironment environment) {
        long video = Video.ID.decode(input.videoId());
        Marked marked = marks.change(viewer, video, VideoMark.REPOST, false);
        return payloads.payload(marked, video, input.clientMutationId(), viewer, environment);
    }

    @SchemaMapping(typeName = "Video", field = "repostCount")
    CompletableFuture<Integer> repostCount(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return of(video, viewer, environment).thenApply(Reposts::count);
    }

    @SchemaMapping(typeName = "Video", field = "viewerHasReposted")
    CompletableFuture<Boolean> viewerHasReposted(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return of(video, viewer, environment).thenApply(found -> found.byViewer() != null);
    }

    @SchemaMapping(typeName = "Video", field = "viewerRepost")
    CompletableFuture<@Nullable Repost> viewerRepost(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return of(video, viewer, environment).thenApply(Reposts::byViewer);
    }

    private CompletableFuture<Reposts> of(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return reposts.load(VideoKey.of(viewer, video.number()), environment);
    }

    @SchemaMapping(typeName = "Video", field = "friendsWhoReposted")
    CompletableFuture<Connection<User, ReposterEdge>> friendsWhoReposted(
            Video video,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        RepostsKey key = new RepostsKey(
                VideoKey.of(viewer, video.number()), Slice.inTime(RepostRepository.LIST, first, after, environment));
        return friendsWhoReposted.load(key, environment);
    }

    /** The input of {@code repostVideo}. */
    record RepostInput(
            String videoId,
            @Nullable String comment,
            @Nullable String clientMutationId) {}
}
