package io.mutuals.conversation;

import io.mutuals.api.Edge;
import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a mutation of a message tells.
 *
 * @param message as it is now; null when nothing was done
 * @param messageEdge its place in the conversation
 * @param replayed whether it was stored before
 */
record MessagePayload(
        @Nullable Message message,
        Edge.@Nullable Plain<Message> messageEdge,
        boolean replayed,
        List<UserError> userErrors,
        @Nullable String clientMutationId) {

    static MessagePayload of(
            @Nullable Message message, boolean replayed, List<UserError> errors, @Nullable String clientMutationId) {
        return new MessagePayload(
                message,
                message == null
                        ? null
                        : new Edge.Plain<>(MessagesKey.cursor(message.conversationNumber(), message.seq()), message),
                replayed,
                errors,
                clientMutationId);
    }
}
