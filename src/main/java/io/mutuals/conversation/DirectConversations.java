package io.mutuals.conversation;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.friend.Relationship;
import io.mutuals.friend.Relationships;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Opens direct conversations, one for each pair of users, and accepts or declines message requests. */
@Service
class DirectConversations {

    private final Graph graph;
    private final Relationships relationships;
    private final DirectRepository repository;
    private final Changes changes;
    private final ActionLimits limits;
    private final Ids ids;

    DirectConversations(
            Graph graph,
            Relationships relationships,
            DirectRepository repository,
            Changes changes,
            ActionLimits limits,
            Ids ids) {
        this.graph = graph;
        this.relationships = relationships;
        this.repository = repository;
        this.changes = changes;
        this.limits = limits;
        this.ids = ids;
    }

    /**
     * Returns the direct conversation of the viewer with {@code user}, and opens it if there is none. Both users are
     * locked, so concurrent calls on any number of replicas return the same conversation.
     */
    Decision<Long> open(Viewer viewer, long user) {
        UserKey between = UserKey.of(viewer, user);
        Permit permit = new Permit(viewer.id());
        Opened opened = graph.write("conversations.open", transaction -> open(transaction, between, permit));
        if (!opened.isNew()) {
            permit.giveBack();
        }
        return opened.decision();
    }

    private Opened open(Graph.Transaction transaction, UserKey between, Permit permit) {
        Optional<Relationship> relationship = relationships.locked(transaction, between);
        if (relationship.isPresent() && relationship.get().isSelf()) {
            return Opened.refused(ConversationErrorCode.SELF, "You cannot open a conversation with yourself.");
        }
        if (relationship.isEmpty() || relationship.get().isHidden()) {
            return Opened.refused(ConversationErrorCode.NOT_FOUND, "There is no such person.");
        }
        Optional<Long> existing =
                repository.reopen(transaction, between, relationship.get().mayMessage());
        if (existing.isPresent()) {
            return new Opened(Decision.done(existing.get()), false);
        }
        if (!relationship.get().mayMessage()) {
            return Opened.refused(ConversationErrorCode.NOT_ALLOWED, "This person does not accept messages from you.");
        }
        Instant resetAt = permit.refusedUntil();
        if (resetAt != null) {
            return new Opened(
                    Decision.refused(UserError.until(
                            resetAt,
                            ConversationErrorCode.RATE_LIMITED,
                            "You have opened too many conversations recently.")),
                    false);
        }
        long number = ids.next();
        repository.open(
                transaction,
                number,
                between,
                relationship.get().isFriend() ? ParticipantState.ACTIVE : ParticipantState.REQUEST);
        return new Opened(Decision.done(number), true);
    }

    /**
     * Charges the viewer's limit once, however often the database retries the transaction, and only if a conversation
     * must be opened.
     */
    private final class Permit {

        private final long viewer;
        private boolean asked;
        private @Nullable Instant refusedUntil;

        Permit(long viewer) {
            this.viewer = viewer;
        }

        @Nullable
        Instant refusedUntil() {
            if (!asked) {
                asked = true;
                refusedUntil = limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, viewer, 1);
            }
            return refusedUntil;
        }

        void giveBack() {
            if (asked && refusedUntil == null) {
                limits.giveBack(ActionLimit.OPEN_CONVERSATION, viewer, 1);
            }
        }
    }

    /**
     * The outcome of opening a conversation.
     *
     * @param isNew whether it was created now
     */
    private record Opened(Decision<Long> decision, boolean isNew) {

        static Opened refused(ConversationErrorCode code, String message) {
            return new Opened(Decision.refused(UserError.of(code, message, "input", "userId")), false);
        }
    }

    /** Accepts a message request. */
    CompletableFuture<Decision<Long>> accept(Viewer viewer, long conversation) {
        return answer(viewer, conversation, ParticipantState.ACTIVE);
    }

    /**
     * Declines a message request. The conversation no longer exists for the viewer. The other user of a direct
     * conversation is not told; the participants of a group see that the viewer left.
     */
    CompletableFuture<Decision<Long>> decline(Viewer viewer, long conversation) {
        return answer(viewer, conversation, ParticipantState.DECLINED);
    }

    private CompletableFuture<Decision<Long>> answer(Viewer viewer, long conversation, ParticipantState answer) {
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.of(viewer.id())),
                (locked, participant, facts) -> {
                    if (participant.state() != ParticipantState.REQUEST) {
                        return participant.state() == answer
                                ? Decision.done(conversation)
                                : Decision.refused(UserError.of(
                                        ConversationErrorCode.NO_REQUEST,
                                        "You take part in this conversation already.",
                                        "input",
                                        "conversationId"));
                    }
                    if (answer == ParticipantState.DECLINED && locked.kind() == ConversationKind.GROUP) {
                        Groups.leave(locked, participant);
                        return Decision.done(conversation);
                    }
                    if (answer == ParticipantState.ACTIVE) {
                        locked.accept(participant);
                    } else {
                        locked.decline(participant);
                    }
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }
}
