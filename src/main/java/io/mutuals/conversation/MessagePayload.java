package io.mutuals.conversation;

import io.mutuals.api.Edge;
import io.mutuals.api.UserError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payload of mutations of messages.
 *
 * @param message the message after the mutation; null when it was refused
 * @param messageEdge the edge of the message in its conversation; null when {@code message} is
 * @param replayed whether an earlier request had stored the message
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
