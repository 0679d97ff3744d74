package io.mutuals.comment;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.CommentId;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.IdType;
import io.mutuals.api.Page;
import io.mutuals.api.Selections;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.video.Video;
import io.mutuals.video.Videos;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Resolves comments, and the fields of a comment that are loaded for many comments at once. */
@Controller
class CommentController implements NodeSource {

    private final Comments comments;
    private final Videos videos;
    private final CommentRules rules;
    private final InstantSource clock;
    private final Loader<RepliesKey, Connection<Comment, Edge.Plain<Comment>>> replies;
    private final Loader<CommentOnVideoKey, Integer> replyCount;
    private final Loader<CommentOnVideoKey, CommentLikes> likes;
    private final Loader<CommentOnVideoKey, List<User>> mentions;

    CommentController(
            Comments comments,
            Videos videos,
            CommentRules rules,
            InstantSource clock,
            CommentRepository repository,
            CommentPageRepository pages,
            CommentCountRepository counts,
            CommentsInMemory memory,
            Loaders loaders) {
        this.comments = comments;
        this.videos = videos;
        this.rules = rules;
        this.clock = clock;
        this.replies = loaders.register("commentReplies", pages::replies);
        this.replyCount = loaders.registerForQueries("replyCount", counts::replies, memory::replies);
        this.likes = loaders.registerForQueries("commentLikes", repository::likes, memory::likes);
        this.mentions = loaders.registerForQueries("commentMentions", repository::mentions, memory::mentions);
    }

    @SchemaMapping(typeName = "Comment", field = "video")
    CompletableFuture<@Nullable Video> video(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        return videos.find(viewer, comment.video().value(), environment);
    }

    @SchemaMapping(typeName = "Comment", field = "replyTo")
    CompletableFuture<@Nullable Comment> replyTo(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        CommentId answers = comment.answers();
        return answers == null ? CompletableFuture.completedFuture(null) : comments.find(viewer, answers, environment);
    }

    @SchemaMapping(typeName = "Comment", field = "replies")
    CompletableFuture<Connection<Comment, Edge.Plain<Comment>>> replies(
            Comment comment,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        RepliesKey key = new RepliesKey(
                CommentKey.of(viewer, comment.number()),
                Page.size("first", first),
                CommentPlace.readTime(CommentPageRepository.REPLIES, after),
                Selections.wantTotalCount(environment));
        return replies.find(key, environment).thenApply(page -> page == null ? Connection.gone() : page);
    }

    @SchemaMapping(typeName = "Comment", field = "replyCount")
    CompletableFuture<Integer> replyCount(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        return replyCount.load(CommentOnVideoKey.of(viewer, comment), environment);
    }

    @SchemaMapping(typeName = "Comment", field = "likeCount")
    CompletableFuture<Integer> likeCount(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        return likes(comment, viewer, environment).thenApply(CommentLikes::count);
    }

    @SchemaMapping(typeName = "Comment", field = "viewerHasLiked")
    CompletableFuture<Boolean> viewerHasLiked(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        return likes(comment, viewer, environment).thenApply(CommentLikes::byViewer);
    }

    /** A deleted comment has none, though its likes are removed later. */
    private CompletableFuture<CommentLikes> likes(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        return comment.state() == CommentState.DELETED
                ? CompletableFuture.completedFuture(CommentLikes.NONE)
                : likes.find(CommentOnVideoKey.of(viewer, comment), environment)
                        .thenApply(found -> Objects.requireNonNullElse(found, CommentLikes.NONE));
    }

    @SchemaMapping(typeName = "Comment", field = "mentions")
    CompletableFuture<List<User>> mentions(Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        return mentions.find(CommentOnVideoKey.of(viewer, comment), environment)
                .thenApply(found -> Objects.requireNonNullElse(found, List.of()));
    }

    @SchemaMapping(typeName = "Comment", field = "viewerCan")
    CompletableFuture<CommentPermissions> viewerCan(
            Comment comment, Viewer viewer, DataFetchingEnvironment environment) {
        boolean own = comment.authorId().equals(viewer.userId());
        return comments.access(viewer, comment.video(), environment)
                .thenApply(access -> access == null
                        ? CommentPermissions.NONE
                        : rules.permissions(own, comment, access, clock.instant()));
    }

    @Override
    public IdType idType() {
        return Comment.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return comments.find(viewer, new CommentId(id), environment);
    }
}
