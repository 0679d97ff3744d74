package io.mutuals.conversation;

import io.mutuals.api.Edge;
import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation of a conversation tells.
 *
 * @param conversation as it is now; null when nothing was done, and when it does not exist for the viewer any more
 * @param conversationEdge its place in the viewer's inbox
 */
record ConversationPayload(
        @Nullable Conversation conversation,
        Edge.@Nullable Plain<Conversation> conversationEdge,
        List<UserError> userErrors,
        @Nullable String clientMutationId) {}
