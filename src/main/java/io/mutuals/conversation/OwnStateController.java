package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.security.Viewer;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of the viewer's own state in a conversation. */
@Controller
class OwnStateController {

    private final OwnState states;
    private final Conversations conversations;

    OwnStateController(OwnState states, Conversations conversations) {
        this.states = states;
        this.conversations = conversations;
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> markRead(
            @Argument HorizonInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(states.read(viewer, input.number(), input.upToSeq()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> markDelivered(
            @Argument HorizonInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(states.delivered(viewer, input.number(), input.upToSeq()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> muteConversation(
            @Argument MuteConversationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(states.mute(viewer, input.number(), input.until()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> archiveConversation(
            @Argument ArchiveConversationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(states.archive(viewer, input.number(), input.archived()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> pinConversation(
            @Argument PinConversationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(states.pin(viewer, input.number(), input.pinned()), input, viewer, environment);
    }

    private CompletableFuture<ConversationPayload> payload(
            CompletableFuture<Decision<Long>> change,
            OwnStateInput input,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        return conversations.payload(change, viewer, input.clientMutationId(), environment);
    }

    /** The fields common to all these inputs. */
    sealed interface OwnStateInput {
        String conversationId();

        @Nullable
        String clientMutationId();

        default long number() {
            return Conversation.ID.decode(conversationId());
        }
    }

    /** The inputs {@code MarkReadInput} and {@code MarkDeliveredInput}. */
    record HorizonInput(
            String conversationId, int upToSeq, @Nullable String clientMutationId) implements OwnStateInput {}

    record MuteConversationInput(
            String conversationId,
            @Nullable Instant until,
            @Nullable String clientMutationId) implements OwnStateInput {}

    record ArchiveConversationInput(
            String conversationId,
            boolean archived,
            @Nullable String clientMutationId) implements OwnStateInput {}

    record PinConversationInput(
            String conversationId, boolean pinned, @Nullable String clientMutationId) implements OwnStateInput {}
}
