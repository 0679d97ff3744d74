package io.mutuals.conversation;

import io.mutuals.api.Edge;
import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payload of mutations of conversations.
 *
 * @param conversation the conversation after the change; null when the change was refused, or when it no longer exists
 *     for the viewer
 * @param conversationEdge the edge of the conversation in the viewer's inbox; null when {@code conversation} is
 */
record ConversationPayload(
        @Nullable Conversation conversation,
        Edge.@Nullable Plain<Conversation> conversationEdge,
        List<UserError> userErrors,
        @Nullable String clientMutationId) {}
