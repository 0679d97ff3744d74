package io.mutuals.talk;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Page;
import io.mutuals.api.Selections;
import io.mutuals.api.VideoId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The field {@code Viewer.shareRecipients}. */
@Controller
class ShareRecipientController {

    private final Loader<ShareRecipientsKey, Connection<ShareRecipient, Edge.Plain<ShareRecipient>>> recipients;

    ShareRecipientController(ShareRecipientRepository repository, Loaders loaders) {
        this.recipients = loaders.register("shareRecipients", repository::recipients);
    }

    @SchemaMapping(typeName = "Viewer", field = "shareRecipients")
    CompletableFuture<Connection<ShareRecipient, Edge.Plain<ShareRecipient>>> shareRecipients(
            @Argument String videoId,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        VideoId video = new VideoId(Video.ID.decode(videoId));
        ShareRecipientsKey key = new ShareRecipientsKey(
                viewer.userId(),
                video,
                Selections.contain("lastMessage", environment),
                Page.size("first", first),
                ShareRecipientsKey.RankPosition.read(video, after),
                Selections.wantTotalCount(environment));
        return recipients
                .find(key, environment)
                .thenApply(found -> found == null ? Connection.of(List.of(), false, key.after() != null, 0L) : found);
    }
}
