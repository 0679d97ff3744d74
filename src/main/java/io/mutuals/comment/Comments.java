package io.mutuals.comment;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.CommentId;
import io.mutuals.api.VideoId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.video.VideoKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Loads comments as a viewer sees them. A comment hidden from the viewer is treated as one that does not exist. */
@Service
public class Comments {

    private final Loader<CommentKey, Comment> byNumber;
    private final Loader<VideoKey, CommentAccess> access;
    private final CommentRepository repository;

    Comments(CommentRepository repository, CommentsInMemory memory, Loaders loaders) {
        this.byNumber = loaders.register("comments", repository::byNumber);
        this.access = loaders.registerForQueries("commentAccess", repository::access, memory::access);
        this.repository = repository;
    }

    /** Loads a comment; null if there is none that the viewer may see. Batched by request. */
    public CompletableFuture<@Nullable Comment> find(
            Viewer viewer, CommentId comment, DataFetchingEnvironment environment) {
        return byNumber.find(CommentKey.of(viewer, comment), environment);
    }

    /** Loads what decides whether the viewer may comment on a video; null if they may not see it. */
    CompletableFuture<@Nullable CommentAccess> access(
            Viewer viewer, VideoId video, DataFetchingEnvironment environment) {
        return access.find(new VideoKey(viewer.userId(), video), environment);
    }

    /** Reads a comment in a transaction; empty if there is none that the viewer may see. */
    public Optional<Comment> find(Graph.Transaction transaction, Viewer viewer, CommentId comment) {
        return repository.find(transaction, CommentKey.of(viewer, comment));
    }
}
