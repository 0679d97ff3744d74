package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.IdType;
import io.mutuals.api.Slice;
import io.mutuals.api.VideoId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves videos, their likes, and the videos of users. */
@Controller
class VideoController implements NodeSource {

    private final Videos videos;
    private final Loader<VideosKey, Connection<Video, Edge.Plain<Video>>> byAuthor;
    private final VideoLikes likes;
    private final Loader<LikesKey, Connection<User, Edge.Plain<User>>> friendsWhoLiked;
    private final Loader<LikesInCommonKey, Connection<Video, Edge.Plain<Video>>> likesInCommon;

    VideoController(
            Videos videos,
            VideoRepository repository,
            VideoLikes likes,
            LikeRepository likers,
            MarksInMemory marks,
            LikesInCommonRepository inCommon,
            Loaders loaders) {
        this.videos = videos;
        this.byAuthor = loaders.register("videosByAuthor", repository::byAuthor);
        this.likes = likes;
        this.friendsWhoLiked =
                loaders.registerForQueries("friendsWhoLiked", likers::friendsWhoLiked, marks::friendsWhoLiked);
        this.likesInCommon = loaders.register("likesInCommon", inCommon::page);
    }

    @QueryMapping
    CompletableFuture<@Nullable Video> video(@Argument String id, Viewer viewer, DataFetchingEnvironment environment) {
        return videos.find(viewer, Video.ID.decode(id), environment);
    }

    @SchemaMapping(typeName = "User", field = "videos")
    CompletableFuture<Connection<Video, Edge.Plain<Video>>> videos(
            User user,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        VideosKey key = new VideosKey(
                UserKey.of(viewer, user.number()), Slice.inTime(VideoRepository.LIST, first, after, environment));
        return byAuthor.load(key, environment);
    }

    @SchemaMapping(typeName = "User", field = "likesInCommon")
    CompletableFuture<Connection<Video, Edge.Plain<Video>>> likesInCommon(
            User user,
            @Argument int first,
            @Argument @Nullable String after,
            @Argument boolean rare,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        LikesInCommonKey key = new LikesInCommonKey(
                UserKey.of(viewer, user.number()),
                rare,
                Slice.inTime(LikesInCommonRepository.LIST, first, after, environment));
        return likesInCommon.load(key, environment);
    }

    /** Shown to the author alone: who may see a video tells the others what they are to its author. */
    @SchemaMapping(typeName = "Video", field = "audience")
    @Nullable
    Audience audience(Video video, Viewer viewer) {
        return video.author().number() == viewer.id() ? video.audience() : null;
    }

    @SchemaMapping(typeName = "Video", field = "viewerCan")
    VideoPermissions viewerCan(Video video, Viewer viewer) {
        return VideoPermissions.of(new VideoId(video.number()), video.author().number() == viewer.id());
    }

    @SchemaMapping(typeName = "Video", field = "likeCount")
    CompletableFuture<Integer> likeCount(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return likes.of(viewer, video, environment).thenApply(Likes::count);
    }

    @SchemaMapping(typeName = "Video", field = "viewerHasLiked")
    CompletableFuture<Boolean> viewerHasLiked(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return likes.of(viewer, video, environment).thenApply(Likes::byViewer);
    }

    @SchemaMapping(typeName = "Video", field = "friendsWhoLiked")
    CompletableFuture<Connection<User, Edge.Plain<User>>> friendsWhoLiked(
            Video video,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        LikesKey key = new LikesKey(
                VideoKey.of(viewer, video.number()), Slice.inTime(LikeRepository.LIST, first, after, environment));
        return friendsWhoLiked.load(key, environment);
    }

    @Override
    public IdType idType() {
        return Video.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return videos.find(viewer, id, environment);
    }
}
