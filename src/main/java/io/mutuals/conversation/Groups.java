package io.mutuals.conversation;

import io.mutuals.api.Events;
import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decided;
import io.mutuals.friend.Relationship;
import io.mutuals.friend.RelationshipRepository;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Groups, and who is in them. */
@Service
class Groups {

    private final Graph graph;
    private final GroupRepository groups;
    private final GroupRules rules;
    private final RelationshipRepository standings;
    private final Changes changes;
    private final ActionLimits limits;
    private final Ids ids;
    private final InstantSource clock;
    private final Events events;

    Groups(
            Graph graph,
            GroupRepository groups,
            GroupRules rules,
            RelationshipRepository standings,
            Changes changes,
            ActionLimits limits,
            Ids ids,
            InstantSource clock,
            Events events) {
        this.graph = graph;
        this.groups = groups;
        this.rules = rules;
        this.standings = standings;
        this.changes = changes;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /** Makes a group of the viewer, who owns it, and {@code users}; all of them or none. */
    Decided<Long> create(Viewer viewer, String title, List<Long> users, HistoryVisibility history) {
        Set<Long> others = new LinkedHashSet<>(users);
        others.remove(viewer.id());
        Optional<UserError> refusal = rules.againstTitle(title).or(() -> rules.againstSize(others.size() + 1));
        if (refusal.isPresent()) {
            return Decided.refused(refusal.get());
        }
        if (others.isEmpty()) {
            return Decided.refused(UserError.of(
                    ConversationErrorCode.TOO_FEW_PEOPLE, "A group has somebody beside you.", "input", "userIds"));
        }
        Invited invited = invited(viewer, users, others);
        if (!invited.errors().isEmpty()) {
            return new Decided<>(null, invited.errors());
        }
        Optional<UserError> tooOften = againstInviting(viewer, others.size());
        if (tooOften.isEmpty()) {
            tooOften = againstOpening(viewer);
            tooOften.ifPresent(refused -> limits.giveBack(ActionLimit.INVITE, viewer.id(), others.size()));
        }
        if (tooOften.isPresent()) {
            return Decided.refused(tooOften.get());
        }
        long number = ids.next();
        graph.write("conversations.create", transaction -> {
            groups.create(transaction, number, GroupRules.stored(title), history, viewer.id(), invited.states());
            return true;
        });
        Set<Long> concerned = new TreeSet<>(others);
        concerned.add(viewer.id());
        events.publish(new ConversationChanged(number, concerned.size(), concerned, true, clock.instant()));
        return Decided.done(number);
    }

    private Optional<UserError> againstOpening(Viewer viewer) {
        return Optional.ofNullable(limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, viewer.id(), 1))
                .map(resetAt -> UserError.until(
                        resetAt,
                        ConversationErrorCode.RATE_LIMITED,
                        "You have opened too many conversations in a while."));
    }

    private Optional<UserError> againstInviting(Viewer viewer, int people) {
        return people == 0
                ? Optional.empty()
                : Optional.ofNullable(limits.refusedUntil(ActionLimit.INVITE, viewer.id(), people))
                        .map(resetAt -> UserError.until(
                                resetAt,
                                ConversationErrorCode.RATE_LIMITED,
                                "You have added too many people to groups in a while."));
    }

    /** Adds {@code users}, all of them or none; who takes part already stays as they are. */
    CompletableFuture<Decided<Long>> add(Viewer viewer, long conversation, List<Long> users) {
        Set<Long> others = new LinkedHashSet<>(users);
        Optional<UserError> tooMany = rules.againstSize(others.size());
        if (tooMany.isPresent()) {
            return CompletableFuture.completedFuture(Decided.refused(tooMany.get()));
        }
        Invited invited = invited(viewer, users, others);
        Optional<UserError> tooOften =
                invited.errors().isEmpty() ? againstInviting(viewer, others.size()) : Optional.empty();
        if (tooOften.isPresent()) {
            return CompletableFuture.completedFuture(Decided.refused(tooOften.get()));
        }
        AtomicInteger added = new AtomicInteger();
        CompletableFuture<Decided<Long>> deciding = changes.make(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.copyOf(others)),
                (locked, part, facts) -> {
                    List<Long> newcomers = others.stream()
                            .filter(user -> locked.part(user).isEmpty())
                            .toList();
                    Optional<UserError> refusal = GroupRules.againstManaging(locked, part)
                            .or(() -> rules.againstSize(locked.parts().size() + newcomers.size()));
                    if (refusal.isPresent()) {
                        return Decided.refused(refusal.get());
                    }
                    if (!invited.errors().isEmpty()) {
                        return new Decided<>(null, invited.errors());
                    }
                    newcomers.forEach(user -> locked.join(
                            user,
                            ParticipantRole.MEMBER,
                            invited.states().getOrDefault(user, ParticipantState.REQUEST),
                            viewer.id()));
                    added.set(newcomers.size());
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
        return deciding.whenComplete((decided, failure) -> {
            int unused = others.size() - added.get();
            if (decided != null && invited.errors().isEmpty() && unused > 0) {
                var _ = CompletableFuture.runAsync(
                        () -> limits.giveBack(ActionLimit.INVITE, viewer.id(), unused), Thread::startVirtualThread);
            }
        });
    }

    /** Removes {@code user}; when they are not there, nothing happens. */
    CompletableFuture<Decided<Long>> remove(Viewer viewer, long conversation, long user) {
        return changes.make(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.of(user)),
                (locked, part, facts) -> {
                    Optional<LockedPart> other = locked.part(user)
                            .filter(found -> found != part && !facts.hidden().contains(user));
                    Optional<UserError> refusal = other.isEmpty()
                            ? GroupRules.againstManaging(locked, part)
                            : GroupRules.againstRemoving(locked, part, other.get());
                    if (refusal.isPresent()) {
                        return Decided.refused(refusal.get());
                    }
                    if (user == part.user()) {
                        return Decided.refused(
                                UserError.of(ConversationErrorCode.SELF, "To go yourself, leave.", "input", "userId"));
                    }
                    other.ifPresent(gone -> locked.leave(gone, EventType.PARTICIPANT_REMOVED, part.user()));
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** The viewer goes; when they are the last owner, the group gets another. */
    CompletableFuture<Decided<Long>> leave(Viewer viewer, long conversation) {
        return changes.make(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.of(viewer.id())),
                (locked, part, facts) -> {
                    if (locked.kind() != ConversationKind.GROUP) {
                        return Decided.refused(GroupRules.notAGroup().orElseThrow());
                    }
                    go(locked, part);
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** Somebody goes, and somebody else owns the group if they were the last who did. */
    static void go(LockedConversation group, LockedPart leaving) {
        GroupRules.successor(group, leaving).ifPresent(next -> {
            next.role(ParticipantRole.OWNER);
            group.tellOf(EventType.ROLE_CHANGED, leaving.user(), next.user());
        });
        group.leave(leaving, EventType.PARTICIPANT_LEFT, leaving.user());
    }

    /** Somebody may do something else from now on. Owners decide that; the last one stays one. */
    CompletableFuture<Decided<Long>> changeRole(Viewer viewer, long conversation, long user, ParticipantRole role) {
        return changes.make(new Change<>(
                conversation,
                ChangeInput.nothing(viewer.id()),
                (locked, part, facts) -> {
                    Optional<UserError> refusal = GroupRules.againstManaging(locked, part)
                            .or(() -> part.role() == ParticipantRole.OWNER
                                    ? Optional.empty()
                                    : GroupRules.notAllowed("Owners can do this."));
                    if (refusal.isPresent()) {
                        return Decided.refused(refusal.get());
                    }
                    Optional<LockedPart> other = locked.part(user)
                            .filter(LockedPart::isActive)
                            .filter(found -> !facts.hidden().contains(user));
                    if (other.isEmpty()) {
                        return Decided.refused(UserError.of(
                                ConversationErrorCode.NOT_A_PARTICIPANT,
                                "This person does not take part.",
                                "input",
                                "userId"));
                    }
                    boolean last = other.get().role() == ParticipantRole.OWNER
                            && locked.parts().stream()
                                    .noneMatch(one -> one != other.get() && one.role() == ParticipantRole.OWNER);
                    if (last && role != ParticipantRole.OWNER) {
                        return Decided.refused(
                                GroupRules.notAllowed("A group has an owner; make somebody else one first.")
                                        .orElseThrow());
                    }
                    if (other.get().role() != role) {
                        other.get().role(role);
                        locked.tellOf(EventType.ROLE_CHANGED, part.user(), user);
                    }
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** The group has another title, or newcomers read something else; what is null stays. */
    CompletableFuture<Decided<Long>> update(
            Viewer viewer, long conversation, @Nullable String title, @Nullable HistoryVisibility history) {
        Optional<UserError> wrong = rules.againstTitle(title);
        return changes.make(new Change<>(
                conversation,
                ChangeInput.nothing(viewer.id()),
                (locked, part, facts) -> {
                    Optional<UserError> refusal =
                            GroupRules.againstManaging(locked, part).or(() -> wrong);
                    if (refusal.isPresent()) {
                        return Decided.refused(refusal.get());
                    }
                    if (title != null) {
                        locked.set("title", GroupRules.stored(title));
                    }
                    if (history != null) {
                        locked.history(history);
                    }
                    if (title != null || history != null) {
                        locked.tell(EventType.DETAILS_CHANGED, part.user());
                    }
                    return Decided.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** How each of {@code others} would come in; friends take part at once, others are asked. */
    private Invited invited(Viewer viewer, List<Long> named, Set<Long> others) {
        Set<UserKey> keys = new LinkedHashSet<>();
        others.forEach(user -> keys.add(new UserKey(viewer.id(), user)));
        Map<UserKey, Relationship> found = keys.isEmpty() ? Map.of() : standings.between(keys);
        Map<Long, ParticipantState> states = new LinkedHashMap<>();
        List<UserError> errors = new ArrayList<>();
        for (long user : others) {
            Relationship standing = found.get(new UserKey(viewer.id(), user));
            String[] path = {"input", "userIds", Integer.toString(named.indexOf(user))};
            if (standing == null || standing.isHidden()) {
                errors.add(UserError.of(ConversationErrorCode.NOT_FOUND, "There is no such person.", path));
            } else if (!standing.isSelf() && !standing.mayMessage()) {
                errors.add(UserError.of(
                        ConversationErrorCode.NOT_ALLOWED, "This person does not take messages from you.", path));
            } else {
                states.put(user, standing.isFriend() ? ParticipantState.ACTIVE : ParticipantState.REQUEST);
            }
        }
        return new Invited(states, errors);
    }

    /** Whom somebody wants in a group. */
    private record Invited(Map<Long, ParticipantState> states, List<UserError> errors) {}
}
