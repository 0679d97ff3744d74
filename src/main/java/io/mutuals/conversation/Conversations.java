package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.conversation.Change.Decided;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Conversations, as a viewer sees them; what they do not take part in is not there. */
@Service
public class Conversations {

    private final Loader<ConversationKey, Conversation> byNumber;
    private final Loader<ParticipantKey, Participant> participants;

    Conversations(ConversationRepository repository, Loaders loaders) {
        this.byNumber = loaders.register("conversations", repository::byNumber);
        this.participants = loaders.register("participant", repository::participant);
    }

    /** The conversation with this number; null when there is none for the viewer. */
    public CompletableFuture<@Nullable Conversation> find(
            Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(new ConversationKey(viewer.id(), number), environment);
    }

    /** Somebody's part in a conversation that exists for the viewer; null when they have none, or the viewer may not see them. */
    public CompletableFuture<@Nullable Participant> participant(
            Viewer viewer, long conversation, long user, DataFetchingEnvironment environment) {
        return participants.find(new ParticipantKey(viewer.id(), conversation, user), environment);
    }

    /** What a mutation tells once it is decided. */
    CompletableFuture<ConversationPayload> payload(
            CompletableFuture<Decided<Long>> deciding,
            Viewer viewer,
            @Nullable String clientMutationId,
            DataFetchingEnvironment environment) {
        return payload(Changes.await(deciding), viewer, clientMutationId, environment);
    }

    /** What a mutation tells after it was decided: read anew, so that it is what the next request will read. */
    CompletableFuture<ConversationPayload> payload(
            Decided<Long> decided,
            Viewer viewer,
            @Nullable String clientMutationId,
            DataFetchingEnvironment environment) {
        CompletableFuture<@Nullable Conversation> now = decided.value() == null
                ? CompletableFuture.completedFuture(null)
                : find(viewer, decided.value(), environment);
        return now.thenApply(conversation -> new ConversationPayload(
                conversation,
                conversation == null ? null : ConversationRepository.edge(conversation),
                decided.errors(),
                clientMutationId));
    }
}
