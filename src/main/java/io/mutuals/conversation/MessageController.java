package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.ConversationId;
import io.mutuals.api.Edge;
import io.mutuals.api.IdType;
import io.mutuals.api.MessageId;
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

/** Message history, and the fields of a message that are loaded for many messages at once. */
@Controller
class MessageController implements NodeSource {

    private final Loader<MessagesKey, MessageRepository.Page> pages;
    private final Loader<MessageKey, List<Reaction>> reactions;
    private final Loader<MessageKey, List<User>> mentions;
    private final Messages messages;
    private final MessageRules rules;
    private final InstantSource clock;
    private final Videos videos;

    MessageController(
            MessageRepository repository,
            ReactionRepository reactions,
            MessagesInMemory memory,
            Messages messages,
            MessageRules rules,
            InstantSource clock,
            Loaders loaders,
            Videos videos) {
        this.pages = loaders.registerForQueries("messages", repository::pages, memory::page);
        this.reactions = loaders.registerForQueries("reactions", reactions::reactions, memory::reactions);
        this.mentions = loaders.registerForQueries("mentions", reactions::mentions, memory::mentions);
        this.messages = messages;
        this.rules = rules;
        this.clock = clock;
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
        MessagesKey key = new MessagesKey(viewer.userId(), new ConversationId(conversation.number()), window);
        return pages.find(key, environment).thenApply(page -> page == null ? Connection.gone() : page.orThrow());
    }

    @SchemaMapping(typeName = "Message", field = "replyTo")
    CompletableFuture<@Nullable Message> replyTo(Message message, Viewer viewer, DataFetchingEnvironment environment) {
        if (message.repliesTo() == null) {
            return CompletableFuture.completedFuture(null);
        }
        return messages.find(viewer, message.repliesTo(), environment);
    }

    @SchemaMapping(typeName = "Message", field = "reactions")
    CompletableFuture<List<Reaction>> reactions(Message message, Viewer viewer, DataFetchingEnvironment environment) {
        return reactions
                .find(new MessageKey(viewer.userId(), new MessageId(message.number())), environment)
                .thenApply(found -> Objects.requireNonNullElse(found, List.of()));
    }

    @SchemaMapping(typeName = "Message", field = "mentions")
    CompletableFuture<List<User>> mentions(Message message, Viewer viewer, DataFetchingEnvironment environment) {
        return mentions.find(new MessageKey(viewer.userId(), new MessageId(message.number())), environment)
                .thenApply(found -> Objects.requireNonNullElse(found, List.of()));
    }

    @SchemaMapping(typeName = "Message", field = "viewerCan")
    MessagePermissions viewerCan(Message message, Viewer viewer) {
        User sender = message.sender();
        boolean own = sender != null && sender.number() == viewer.id();
        return new MessagePermissions(
                rules.againstEdit(own, message, clock.instant()).isEmpty(),
                rules.againstUnsend(own, message).isEmpty(),
                message.unsentAt() == null);
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
        return messages.find(viewer, id, environment);
    }
}
