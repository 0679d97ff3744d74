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

/** Opening conversations between two people, and answering message requests. */
@Controller
class DirectController {

    private final Directs directs;
    private final Conversations conversations;
    private final Loader<UserKey, Long> between;

    DirectController(Directs directs, DirectRepository repository, Conversations conversations, Loaders loaders) {
        this.directs = directs;
        this.conversations = conversations;
        this.between = loaders.register("directs", repository::between);
    }

    /** Whether {@link #openDirectConversation} would find or make a conversation. */
    @SchemaMapping(typeName = "UserPermissions", field = "message")
    CompletableFuture<Boolean> mayMessage(UserPermissions permissions, DataFetchingEnvironment environment) {
        if (permissions.relationship().mayMessage()) {
            return CompletableFuture.completedFuture(true);
        }
        if (permissions.relationship().isSelf() || permissions.relationship().isHidden()) {
            return CompletableFuture.completedFuture(false);
        }
        return between.find(permissions.relationship().between(), environment).thenApply(there -> there != null);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> openDirectConversation(
            @Argument OpenDirectConversationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                directs.open(viewer, Viewer.USER_ID.decode(input.userId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> acceptMessageRequest(
            @Argument MessageRequestInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                directs.accept(viewer, Conversation.ID.decode(input.conversationId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> declineMessageRequest(
            @Argument MessageRequestInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                directs.decline(viewer, Conversation.ID.decode(input.conversationId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    /** The input of that name. */
    record OpenDirectConversationInput(
            String userId, @Nullable String clientMutationId) {}

    /** The inputs of the two answers. */
    record MessageRequestInput(
            String conversationId, @Nullable String clientMutationId) {}
}
