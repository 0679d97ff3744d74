package io.mutuals.talk;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.VideoId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The field {@code Video.shareFunnel}. */
@Controller
class ShareFunnelController {

    private final Loader<ShareFunnelKey, ShareFunnel> funnels;

    ShareFunnelController(ShareFunnelRepository repository, Loaders loaders) {
        this.funnels = loaders.register("shareFunnels", repository::funnels);
    }

    @SchemaMapping(typeName = "Video", field = "shareFunnel")
    CompletableFuture<@Nullable ShareFunnel> shareFunnel(
            Video video, Viewer viewer, DataFetchingEnvironment environment) {
        return funnels.find(
                new ShareFunnelKey(viewer.userId(), new VideoId(video.number()), viewer.is(Role.EXPERIMENTER)),
                environment);
    }
}
