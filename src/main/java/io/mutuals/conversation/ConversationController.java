package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.ConversationId;
import io.mutuals.api.Edge;
import io.mutuals.api.IdType;
import io.mutuals.api.Selections;
import io.mutuals.api.Slice;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.node.NodeSource;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.UserKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** The inbox, the participants of a conversation, and what the viewer may do in it. */
@Controller
class ConversationController implements NodeSource {

    private final Loader<InboxKey, Connection<Conversation, Edge.Plain<Conversation>>> inbox;
    private final Loader<SharedConversationsKey, Connection<Conversation, Edge.Plain<Conversation>>> shared;
    private final Conversations conversations;
    private final ConversationProperties limits;
    private final Loader<ParticipantsKey, Connection<Participant, Edge.Plain<Participant>>> participants;
    private final Loader<UnreadKey, Unread> unread;

    ConversationController(
            ConversationRepository repository,
            ConversationAnswers answers,
            Conversations conversations,
            ConversationProperties limits,
            Loaders loaders) {
        this.inbox = loaders.registerForQueries("inbox", repository::inbox, answers::inbox);
        this.shared = loaders.registerForQueries("sharedConversations", repository::shared, answers::shared);
        this.conversations = conversations;
        this.limits = limits;
        this.participants = loaders.registerForQueries("participants", repository::participants, answers::participants);
        this.unread = loaders.registerForQueries("unread", repository::unread, answers::unread);
    }

    @SchemaMapping(typeName = "Viewer", field = "conversations")
    CompletableFuture<Connection<Conversation, Edge.Plain<Conversation>>> conversations(
            @Argument InboxFolder folder,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        InboxKey key = new InboxKey(
                viewer.id(),
                folder,
                Selections.contain("lastMessage", environment),
                Slice.inTime(ConversationRepository.INBOX_LIST, first, after, environment));
        return inbox.load(key, environment);
    }

    @SchemaMapping(typeName = "User", field = "sharedConversations")
    CompletableFuture<Connection<Conversation, Edge.Plain<Conversation>>> sharedConversations(
            User user,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        SharedConversationsKey key = new SharedConversationsKey(
                UserKey.of(viewer, user.number()),
                Selections.contain("lastMessage", environment),
                Slice.inTime(ConversationRepository.INBOX_LIST, first, after, environment));
        return shared.load(key, environment);
    }

    @SchemaMapping(typeName = "Viewer", field = "unread")
    CompletableFuture<Unread> unread(@Argument InboxFolder folder, Viewer viewer, DataFetchingEnvironment environment) {
        return unread.find(new UnreadKey(viewer.id(), folder), environment)
                .thenApply(found -> found == null ? new Unread(0, 0, 0) : found);
    }

    @SchemaMapping(typeName = "Conversation", field = "viewerCan")
    ConversationPermissions viewerCan(Conversation conversation) {
        boolean group = conversation.kind() == ConversationKind.GROUP;
        boolean active = conversation.folder() != InboxFolder.REQUESTS;
        ParticipantRole role = conversation.viewerParticipant().role();
        boolean accepted = conversation.acceptance() == Acceptance.ACCEPTED;
        boolean early =
                conversation.acceptance() == Acceptance.OPEN && conversation.messages() < limits.maxRequestMessages();
        return new ConversationPermissions(
                accepted || early,
                accepted,
                group && active && role != ParticipantRole.MEMBER,
                group && active && role == ParticipantRole.OWNER,
                group);
    }

    @SchemaMapping(typeName = "Conversation", field = "participants")
    CompletableFuture<Connection<Participant, Edge.Plain<Participant>>> participants(
            Conversation conversation,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        ParticipantsKey key = new ParticipantsKey(
                viewer.userId(),
                new ConversationId(conversation.number()),
                Slice.inTime(ConversationRepository.PARTICIPANTS_LIST, first, after, environment));
        return participants.find(key, environment).thenApply(page -> page == null ? Connection.gone() : page);
    }

    @SchemaMapping(typeName = "Message", field = "conversation")
    CompletableFuture<@Nullable Conversation> conversation(
            Message message, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.find(viewer, message.conversationNumber(), environment);
    }

    @Override
    public IdType idType() {
        return Conversation.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return conversations.find(viewer, id, environment);
    }
}
