package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.IdType;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import io.mutuals.video.Videos;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Message history, and what comes with a message. */
@Controller
class MessageController implements NodeSource {

    private final Loader<MessagesKey, MessageRepository.Page> pages;
    private final Loader<MessageKey, Message> byNumber;
    private final Videos videos;

    MessageController(MessageRepository repository, Loaders loaders, Videos videos) {
        this.pages = loaders.register("messages", repository::pages);
        this.byNumber = loaders.register("messagesById", repository::byNumber);
        this.videos = videos;
    }

    @SchemaMapping(typeName = "Conversation", field = "messages")
    CompletableFuture<Connection<Message, Edge.Plain<Message>>> messages(
            Conversation conversation,
            @Argument @Nullable Integer first,
            @Argument @Nullable String after,
            @Argument @Nullable Integer last,
            @Argument @Nullable String before,
            @Argument @Nullable String around,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        var window = MessagesKey.Window.read(conversation.number(), first, after, last, before, around);
        MessagesKey key = new MessagesKey(viewer.id(), conversation.number(), window);
        return pages.load(key, environment).thenApply(MessageRepository.Page::orRefuse);
    }

    @SchemaMapping(typeName = "Message", field = "replyTo")
    CompletableFuture<@Nullable Message> replyTo(Message message, Viewer viewer, DataFetchingEnvironment environment) {
        if (message.repliesTo() == null) {
            return CompletableFuture.completedFuture(null);
        }
        return byNumber.find(new MessageKey(viewer.id(), message.repliesTo()), environment);
    }

    @SchemaMapping(typeName = "Message", field = "attachments")
    CompletableFuture<List<VideoCard>> attachments(
            Message message, Viewer viewer, DataFetchingEnvironment environment) {
        if (message.shares() == null) {
            return CompletableFuture.completedFuture(List.of());
        }
        return videos.find(viewer, message.shares(), environment).thenApply(video -> List.of(new VideoCard(video)));
    }

    @SchemaMapping(typeName = "VideoAnchor", field = "video")
    CompletableFuture<@Nullable Video> video(VideoAnchor anchor, Viewer viewer, DataFetchingEnvironment environment) {
        return videos.find(viewer, anchor.videoNumber(), environment);
    }

    @Override
    public IdType idType() {
        return Message.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return byNumber.find(new MessageKey(viewer.id(), id), environment);
    }
}
