package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Videos, as a viewer sees them; what may not be seen is not there. */
@Service
public class Videos {

    private final Loader<VideoKey, Video> byNumber;

    Videos(VideoRepository repository, Loaders loaders) {
        this.byNumber = loaders.register("videos", repository::byNumber);
    }

    /** The video with this number; null when there is none that the viewer may see. */
    public CompletableFuture<@Nullable Video> find(Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(new VideoKey(viewer.id(), number), environment);
    }
}
