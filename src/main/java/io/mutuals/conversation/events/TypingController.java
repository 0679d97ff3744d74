package io.mutuals.conversation.events;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.Conversations;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Typing indicators: the field {@code Conversation.typing} and the mutation {@code setTyping}. */
@Controller
class TypingController {

    private final Typing typing;
    private final Conversations conversations;
    private final ActionLimits limits;

    TypingController(Typing typing, Conversations conversations, ActionLimits limits) {
        this.typing = typing;
        this.conversations = conversations;
        this.limits = limits;
    }

    @SchemaMapping(typeName = "Conversation", field = "typing")
    CompletableFuture<List<User>> typing(
            Conversation conversation, Viewer viewer, DataFetchingEnvironment environment) {
        return typing.find(viewer, conversation.number(), environment);
    }

    @MutationMapping
    CompletableFuture<SetTypingPayload> setTyping(
            @Argument SetTypingInput input, Viewer viewer, DataFetchingEnvironment environment) {
        Instant resetAt = limits.refusedUntil(ActionLimit.SET_TYPING, viewer.id(), 1);
        if (resetAt != null) {
            UserError tooOften = UserError.until(resetAt, Code.RATE_LIMITED, "You have reported typing too often.");
            return CompletableFuture.completedFuture(
                    new SetTypingPayload(null, List.of(tooOften), input.clientMutationId()));
        }
        long number = Conversation.ID.decode(input.conversationId());
        return conversations.find(viewer, number, environment).thenApply(conversation -> {
            if (conversation == null) {
                UserError nowhere =
                        UserError.of(Code.NOT_FOUND, "There is no such conversation.", "input", "conversationId");
                return new SetTypingPayload(null, List.of(nowhere), input.clientMutationId());
            }
            typing.set(viewer, number, input.typing());
            return new SetTypingPayload(conversation, List.of(), input.clientMutationId());
        });
    }

    /** Reasons for refusing {@code setTyping}. */
    enum Code {
        NOT_FOUND,
        RATE_LIMITED
    }

    record SetTypingInput(
            String conversationId, boolean typing, @Nullable String clientMutationId) {}

    record SetTypingPayload(
            @Nullable Conversation conversation,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
