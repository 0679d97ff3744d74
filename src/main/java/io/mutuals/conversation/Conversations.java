package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.neo4j.GroupCommit;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds conversations and participants as a viewer sees them, batched by the request's data loaders. */
@Service
public class Conversations {

    private final Loader<ConversationKey, Conversation> byNumber;
    private final Loader<ParticipantKey, Participant> participants;

    Conversations(ConversationRepository repository, ConversationAnswers answers, Loaders loaders) {
        this.byNumber = loaders.registerForQueries("conversations", repository::byNumber, answers::byNumber);
        this.participants = loaders.registerForQueries("participant", repository::participant, answers::participant);
    }

    /** Finds a conversation; null when it does not exist for the viewer. */
    public CompletableFuture<@Nullable Conversation> find(
            Viewer viewer, long number, DataFetchingEnvironment environment) {
        return byNumber.find(new ConversationKey(viewer.userId(), new ConversationId(number)), environment);
    }

    /** Finds a participant of a conversation; null when {@code user} is none, or the viewer may not see them. */
    public CompletableFuture<@Nullable Participant> participant(
            Viewer viewer, ConversationId conversation, UserId user, DataFetchingEnvironment environment) {
        return participants.find(new ParticipantKey(viewer.userId(), conversation, user), environment);
    }

    /** Waits for a change and returns the payload of its mutation. */
    CompletableFuture<ConversationPayload> payload(
            CompletableFuture<Decision<Long>> change,
            Viewer viewer,
            @Nullable String clientMutationId,
            DataFetchingEnvironment environment) {
        return payload(GroupCommit.await(change), viewer, clientMutationId, environment);
    }

    /**
     * Returns the payload of a mutation. The conversation is read after the change, as the next request will read it.
     */
    CompletableFuture<ConversationPayload> payload(
            Decision<Long> decision,
            Viewer viewer,
            @Nullable String clientMutationId,
            DataFetchingEnvironment environment) {
        CompletableFuture<@Nullable Conversation> now = decision.value() == null
                ? CompletableFuture.completedFuture(null)
                : find(viewer, decision.value(), environment);
        return now.thenApply(conversation -> new ConversationPayload(
                conversation,
                conversation == null ? null : ConversationRepository.edge(conversation),
                decision.errors(),
                clientMutationId));
    }
}
