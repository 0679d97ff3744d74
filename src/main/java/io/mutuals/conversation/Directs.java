package io.mutuals.conversation;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decided;
import io.mutuals.friend.Standing;
import io.mutuals.friend.StandingRepository;
import io.mutuals.graph.Graph;
import io.mutuals.graph.Times;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Service;

/** Conversations between two people: one for each pair, opened by whoever may write to the other, accepted by the other. */
@Service
class Directs {

    private final Graph graph;
    private final StandingRepository standings;
    private final DirectRepository directs;
    private final Changes changes;
    private final Ids ids;

    Directs(Graph graph, StandingRepository standings, DirectRepository directs, Changes changes, Ids ids) {
        this.graph = graph;
        this.standings = standings;
        this.directs = directs;
        this.changes = changes;
        this.ids = ids;
    }

    /**
     * The conversation of the viewer with {@code user}, opened now if there was none. Both are locked, so that of any number of calls at
     * the same moment, on any number of replicas, all find the same one.
     */
    Decided<Long> open(Viewer viewer, long user) {
        UserKey between = new UserKey(viewer.id(), user);
        return graph.write("conversations.open", transaction -> {
            Optional<Standing> standing = standings.locked(transaction, between);
            if (standing.isPresent() && standing.get().isSelf()) {
                return Decided.refused(
                        UserError.of(ConversationErrorCode.SELF, "You cannot talk with yourself.", "input", "userId"));
            }
            if (standing.isEmpty() || standing.get().isHidden()) {
                return Decided.refused(
                        UserError.of(ConversationErrorCode.NOT_FOUND, "There is no such person.", "input", "userId"));
            }
            Optional<Long> there =
                    directs.reopen(transaction, between, standing.get().mayMessage());
            if (there.isPresent()) {
                return Decided.done(there.get());
            }
            if (!standing.get().mayMessage()) {
                return Decided.refused(UserError.of(
                        ConversationErrorCode.NOT_ALLOWED,
                        "This person does not take messages from you.",
                        "input",
                        "userId"));
            }
            long number = ids.next();
            directs.open(
                    transaction,
                    number,
                    between,
                    standing.get().isFriend() ? ParticipantState.ACTIVE : ParticipantState.REQUEST);
            return Decided.done(number);
        });
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
                Ask.nothing(viewer.id()),
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
                        locked.leave(part, EventType.PARTICIPANT_LEFT, part.user());
                        return Decided.done(conversation);
                    }
                    part.state(answer);
                    locked.tellOnly(EventType.OWN_STATE_CHANGED, part.user());
                    boolean declined = answer == ParticipantState.DECLINED;
                    part.set("goneEvent", declined ? locked.lastEvent() : null);
                    part.set("goneAt", declined ? Times.parameter(locked.now()) : null);
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }
}
