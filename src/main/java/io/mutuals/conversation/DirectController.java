package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.friend.UserPermissions;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Mutations that open direct conversations and answer message requests. */
@Controller
class DirectController {

    private final DirectConversations directConversations;
    private final Conversations conversations;
    private final Loader<UserKey, Long> between;

    DirectController(
            DirectConversations directConversations,
            DirectRepository repository,
            Conversations conversations,
            Loaders loaders) {
        this.directConversations = directConversations;
        this.conversations = conversations;
        this.between = loaders.register("directs", repository::between);
    }

    /** Returns whether {@link #openDirectConversation} would return a conversation. */
    @SchemaMapping(typeName = "UserPermissions", field = "message")
    CompletableFuture<Boolean> mayMessage(UserPermissions permissions, DataFetchingEnvironment environment) {
        if (permissions.relationship().mayMessage()) {
            return CompletableFuture.completedFuture(true);
        }
        if (permissions.relationship().isSelf() || permissions.relationship().isHidden()) {
            return CompletableFuture.completedFuture(false);
        }
        return between.find(permissions.relationship().between(), environment)
                .thenApply(conversation -> conversation != null);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> openDirectConversation(
            @Argument OpenDirectConversationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                directConversations.open(viewer, Viewer.USER_ID.decode(input.userId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> acceptMessageRequest(
            @Argument MessageRequestInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                directConversations.accept(viewer, Conversation.ID.decode(input.conversationId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> declineMessageRequest(
            @Argument MessageRequestInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                directConversations.decline(viewer, Conversation.ID.decode(input.conversationId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    record OpenDirectConversationInput(
            String userId, @Nullable String clientMutationId) {}

    /** The input of {@code acceptMessageRequest} and {@code declineMessageRequest}. */
    record MessageRequestInput(
            String conversationId, @Nullable String clientMutationId) {}
}
