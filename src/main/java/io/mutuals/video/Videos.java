package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Loads videos as a viewer sees them. A video hidden from the viewer is treated as one that does not exist. */
@Service
public class Videos {

    private final Loader<VideoKey, Video> byNumber;

    Videos(VideoRepository repository, VideosInMemory memory, Loaders loaders) {
        this.byNumber = loaders.registerForQueries("videos", repository::byNumber, memory::video);
    }

    /** Loads the video with this internal id; null if there is none that the viewer may see. Batched by request. */
    public CompletableFuture<@Nullable Video> find(Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(VideoKey.of(viewer, number), environment);
    }
}
