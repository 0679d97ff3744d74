package io.mutuals.comment;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Page;
import io.mutuals.api.Selections;
import io.mutuals.api.VideoId;
import io.mutuals.comment.CommentSettingsRepository.WordsKey;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import io.mutuals.video.VideoKey;
import io.mutuals.video.VideoPermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves the comments on videos, and what authors decided about them. */
@Controller
class VideoCommentController {

    private final Comments comments;
    private final Loader<CommentsKey, Connection<Comment, Edge.Plain<Comment>>> threads;
    private final Loader<PendingKey, Connection<Comment, Edge.Plain<Comment>>> pending;
    private final Loader<VideoKey, Comment> pinned;
    private final Loader<VideoKey, Integer> counts;
    private final Loader<WordsKey, List<String>> words;

    VideoCommentController(
            Comments comments,
            CommentPageRepository pages,
            CommentRepository repository,
            CommentCountRepository counts,
            CommentSettingsRepository settings,
            CommentsInMemory memory,
            Loaders loaders) {
        this.comments = comments;
        this.threads = loaders.registerForQueries("videoComments", pages::threads, memory::threads);
        this.pending = loaders.register("pendingComments", pages::pending);
        this.pinned = loaders.registerForQueries("pinnedComment", repository::pinned, memory::pinned);
        this.counts = loaders.registerForQueries("commentCount", counts::onVideos, memory::count);
        this.words = loaders.register("commentBlockedWords", settings::words);
    }

    @SchemaMapping(typeName = "Video", field = "comments")
    CompletableFuture<Connection<Comment, Edge.Plain<Comment>>> comments(
            Video video,
            @Argument int first,
            @Argument @Nullable String after,
            @Argument CommentOrder order,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        CommentsKey key = new CommentsKey(
                key(video, viewer),
                order,
                Page.size("first", first),
                CommentPlace.read(order, after),
                Selections.wantTotalCount(environment));
        return threads.find(key, environment).thenApply(VideoCommentController::orGone);
    }

    @SchemaMapping(typeName = "Video", field = "pendingComments")
    CompletableFuture<Connection<Comment, Edge.Plain<Comment>>> pendingComments(
            Video video,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        PendingKey key = new PendingKey(
                key(video, viewer),
                Page.size("first", first),
                CommentPlace.readTime(CommentPageRepository.PENDING, after),
                Selections.wantTotalCount(environment));
        return pending.find(key, environment).thenApply(VideoCommentController::orGone);
    }

    private static Connection<Comment, Edge.Plain<Comment>> orGone(
            @Nullable Connection<Comment, Edge.Plain<Comment>> page) {
        return page == null ? Connection.gone() : page;
    }

    @SchemaMapping(typeName = "Video", field = "pinnedComment")
    CompletableFuture<@Nullable Comment> pinnedComment(
            Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return pinned.find(key(video, viewer), environment);
    }

    @SchemaMapping(typeName = "Video", field = "commentCount")
    CompletableFuture<Integer> commentCount(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return counts.load(key(video, viewer), environment);
    }

    @SchemaMapping(typeName = "Video", field = "commentPolicy")
    CompletableFuture<CommentPolicy> commentPolicy(Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return comments.access(viewer, new VideoId(video.number()), environment)
                .thenApply(access -> access == null ? CommentPolicy.NOBODY : access.policy());
    }

    @SchemaMapping(typeName = "VideoPermissions", field = "comment")
    CompletableFuture<Boolean> mayComment(
            VideoPermissions permissions, Viewer viewer, DataFetchingEnvironment environment) {
        return comments.access(viewer, permissions.video(), environment)
                .thenApply(access -> access != null && access.mayComment());
    }

    @SchemaMapping(typeName = "Viewer", field = "commentBlockedWords")
    CompletableFuture<List<String>> commentBlockedWords(Viewer viewer, DataFetchingEnvironment environment) {
        return words.find(new WordsKey(viewer.userId()), environment)
                .thenApply(found -> Objects.requireNonNullElse(found, List.of()));
    }

    private static VideoKey key(Video video, Viewer viewer) {
        return VideoKey.of(viewer, video.number());
    }
}
