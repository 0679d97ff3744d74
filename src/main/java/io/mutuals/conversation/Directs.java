package io.mutuals.conversation;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decided;
import io.mutuals.friend.Relationship;
import io.mutuals.friend.RelationshipRepository;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Times;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Conversations between two people: one for each pair, opened by whoever may write to the other, accepted by the other. */
@Service
class Directs {

    private final Graph graph;
    private final RelationshipRepository standings;
    private final DirectRepository directs;
    private final Changes changes;
    private final ActionLimits limits;
    private final Ids ids;

    Directs(
            Graph graph,
            RelationshipRepository standings,
            DirectRepository directs,
            Changes changes,
            ActionLimits limits,
            Ids ids) {
        this.graph = graph;
        this.standings = standings;
        this.directs = directs;
        this.changes = changes;
        this.limits = limits;
        this.ids = ids;
    }

    /**
     * The conversation of the viewer with {@code user}, opened now if there was none. Both are locked, so that of any number of calls at
     * the same moment, on any number of replicas, all find the same one.
     */
    Decided<Long> open(Viewer viewer, long user) {
        UserKey between = new UserKey(viewer.id(), user);
        Permit permit = new Permit(viewer.id());
        Opened opened = graph.write("conversations.open", transaction -> open(transaction, between, permit));
        if (!opened.made()) {
            permit.giveBack();
        }
        return opened.decided();
    }

    private Opened open(Graph.Transaction transaction, UserKey between, Permit permit) {
        Optional<Relationship> standing = standings.locked(transaction, between);
        if (standing.isPresent() && standing.get().isSelf()) {
            return Opened.refused(ConversationErrorCode.SELF, "You cannot talk with yourself.");
        }
        if (standing.isEmpty() || standing.get().isHidden()) {
            return Opened.refused(ConversationErrorCode.NOT_FOUND, "There is no such person.");
        }
        Optional<Long> there =
                directs.reopen(transaction, between, standing.get().mayMessage());
        if (there.isPresent()) {
            return new Opened(Decided.done(there.get()), false);
        }
        if (!standing.get().mayMessage()) {
            return Opened.refused(ConversationErrorCode.NOT_ALLOWED, "This person does not take messages from you.");
        }
        Instant resetAt = permit.refusedUntil();
        if (resetAt != null) {
            return new Opened(
                    Decided.refused(UserError.until(
                            resetAt,
                            ConversationErrorCode.RATE_LIMITED,
                            "You have opened too many conversations in a while.")),
                    false);
        }
        long number = ids.next();
        directs.open(
                transaction,
                number,
                between,
                standing.get().isFriend() ? ParticipantState.ACTIVE : ParticipantState.REQUEST);
        return new Opened(Decided.done(number), true);
    }

    /** Lets somebody open one conversation; is asked under the lock, when there is none, and once however often the transaction is run. */
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
     * What became of opening a conversation.
     *
     * @param made whether there was none before
     */
    private record Opened(Decided<Long> decided, boolean made) {

        static Opened refused(ConversationErrorCode code, String message) {
            return new Opened(Decided.refused(UserError.of(code, message, "input", "userId")), false);
        }
    }

    /** The viewer takes part in what somebody who is no friend began. */
    CompletableFuture<Decided<Long>> accept(Viewer viewer, long conversation) {
        return answer(viewer, conversation, ParticipantState.ACTIVE);
    }

    /** The viewer does not want it: it does not exist for them any more, and nobody is told. */
    CompletableFuture<Decided<Long>> decline(Viewer viewer, long conversation) {
        return answer(viewer, conversation, ParticipantState.DECLINED);
    }

    private CompletableFuture<Decided<Long>> answer(Viewer viewer, long conversation, ParticipantState answer) {
        return changes.make(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.of(viewer.id())),
                (locked, part, facts) -> {
                    if (part.state() != ParticipantState.REQUEST) {
                        return part.state() == answer
                                ? Decided.done(conversation)
                                : Decided.refused(UserError.of(
                                        ConversationErrorCode.NO_REQUEST,
                                        "You take part in this conversation already.",
                                        "input",
                                        "conversationId"));
                    }
                    if (answer == ParticipantState.DECLINED && locked.kind() == ConversationKind.GROUP) {
                        Groups.go(locked, part);
                        return Decided.done(conversation);
                    }
                    if (answer == ParticipantState.ACTIVE) {
                        locked.accept(part);
                    } else {
                        part.state(answer);
                        locked.tellOnly(EventType.OWN_STATE_CHANGED, part.user());
                        part.set("goneEvent", locked.lastEvent());
                        part.set("goneAt", Times.parameter(locked.now()));
                    }
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }
}
