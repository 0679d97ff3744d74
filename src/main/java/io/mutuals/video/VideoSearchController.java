package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Resolves {@code Query.searchVideos}. */
@Controller
class VideoSearchController {

    private final Loader<VideoSearchKey, Connection<Video, Edge.Plain<Video>>> search;

    VideoSearchController(Loaders loaders, VideoSearchRepository repository) {
        this.search = loaders.register("searchVideos", repository::find);
    }

    @QueryMapping
    CompletableFuture<Connection<Video, Edge.Plain<Video>>> searchVideos(
            @Argument String query,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        CaptionQuery caption = CaptionQuery.of(query);
        Slice slice = Slice.byName(VideoSearchRepository.LIST, first, after, environment);
        if (caption.isEmpty()) {
            return CompletableFuture.completedFuture(Connection.forward(List.of(), slice, 0L));
        }
        return search.load(new VideoSearchKey(viewer.userId(), caption, slice), environment);
    }
}
