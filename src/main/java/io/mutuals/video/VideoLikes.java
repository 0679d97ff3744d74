package io.mutuals.video;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.VideoId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/** Loads the number of likes of videos, and the viewer's like. Batched by request. */
@Service
public class VideoLikes {

    private final Loader<VideoKey, Likes> likes;

    VideoLikes(LikeRepository repository, VideosInMemory memory, Loaders loaders) {
        this.likes = loaders.registerForQueries("likes", repository::likes, memory::likes);
    }

    /** Loads the likes of a video that the viewer may see. */
    CompletableFuture<Likes> of(Viewer viewer, Video video, DataFetchingEnvironment environment) {
        return likes.load(VideoKey.of(viewer, video.number()), environment);
    }

    /** Spares the request from loading what a statement has read together with the video. */
    public void know(Viewer viewer, VideoId video, Likes known, DataFetchingEnvironment environment) {
        likes.know(new VideoKey(viewer.userId(), video), known, environment);
    }
}
