package io.mutuals.talk;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.ConversationId;
import io.mutuals.api.Edge;
import io.mutuals.api.Page;
import io.mutuals.api.Selections;
import io.mutuals.api.VideoId;
import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.Message;
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

/** Messages about a video: the fields {@code Conversation.talks} and {@code Video.talks}. */
@Controller
class TalkController {

    private final Loader<TalksKey, Connection<Message, Edge.Plain<Message>>> talks;

    TalkController(TalkRepository repository, Loaders loaders) {
        this.talks = loaders.register("talks", repository::talks);
    }

    @SchemaMapping(typeName = "Conversation", field = "talks")
    CompletableFuture<Connection<Message, Edge.Plain<Message>>> inConversation(
            Conversation conversation,
            @Argument String videoId,
            @Argument @Nullable TimeRange rangeMs,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return talks(
                viewer,
                new ConversationId(conversation.number()),
                new VideoId(Video.ID.decode(videoId)),
                rangeMs,
                first,
                after,
                environment);
    }

    @SchemaMapping(typeName = "Video", field = "talks")
    CompletableFuture<Connection<Message, Edge.Plain<Message>>> everywhere(
            Video video,
            @Argument @Nullable TimeRange rangeMs,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return talks(viewer, null, new VideoId(video.number()), rangeMs, first, after, environment);
    }

    private CompletableFuture<Connection<Message, Edge.Plain<Message>>> talks(
            Viewer viewer,
            @Nullable ConversationId conversation,
            VideoId video,
            @Nullable TimeRange range,
            int first,
            @Nullable String after,
            DataFetchingEnvironment environment) {
        TalksKey key = new TalksKey(
                viewer.userId(),
                conversation,
                video,
                range == null ? null : range.requireValid(),
                Page.size("first", first),
                TalksKey.TalkPosition.read(TalksKey.list(conversation, video), after),
                Selections.wantTotalCount(environment));
        return talks.find(key, environment)
                .thenApply(found -> found == null ? Connection.of(List.of(), false, key.after() != null, 0L) : found);
    }
}
