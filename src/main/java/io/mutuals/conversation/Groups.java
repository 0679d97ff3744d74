package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Events;
import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.friend.Relationship;
import io.mutuals.friend.Relationships;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Creates groups, and changes groups and their participants. */
@Service
class Groups {

    private final Graph graph;
    private final GroupRepository groups;
    private final GroupRules rules;
    private final Relationships relationships;
    private final Changes changes;
    private final ActionLimits limits;
    private final Ids ids;
    private final InstantSource clock;
    private final Events events;

    Groups(
            Graph graph,
            GroupRepository groups,
            GroupRules rules,
            Relationships relationships,
            Changes changes,
            ActionLimits limits,
            Ids ids,
            InstantSource clock,
            Events events) {
        this.graph = graph;
        this.groups = groups;
        this.rules = rules;
        this.relationships = relationships;
        this.changes = changes;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Creates a group of the viewer, who owns it, and {@code users}: friends take part at once, others are invitations.
     * Adds all or none.
     */
    Decision<Long> create(Viewer viewer, String title, List<Long> users, HistoryVisibility history) {
        Set<Long> others = new LinkedHashSet<>(users);
        others.remove(viewer.id());
        Optional<UserError> refusal = rules.againstTitle(title).or(() -> rules.againstSize(others.size() + 1));
        if (refusal.isPresent()) {
            return Decision.refused(refusal.get());
        }
        if (others.isEmpty()) {
            return Decision.refused(UserError.of(
                    ConversationErrorCode.TOO_FEW_PEOPLE,
                    "A group needs at least one other person.",
                    "input",
                    "userIds"));
        }
        Invitations invitations = invitations(viewer, users, others);
        if (!invitations.errors().isEmpty()) {
            return new Decision<>(null, invitations.errors());
        }
        Optional<UserError> tooOften = againstInviting(viewer, others.size());
        if (tooOften.isEmpty()) {
            tooOften = againstOpening(viewer);
            tooOften.ifPresent(refused -> limits.giveBack(ActionLimit.INVITE, viewer.id(), others.size()));
        }
        if (tooOften.isPresent()) {
            return Decision.refused(tooOften.get());
        }
        long number = ids.next();
        graph.write("conversations.create", transaction -> {
            groups.create(transaction, number, GroupRules.stored(title), history, viewer.id(), invitations.states());
            return true;
        });
        Set<UserId> concerned = others.stream().map(UserId::new).collect(Collectors.toCollection(TreeSet::new));
        concerned.add(viewer.userId());
        events.publish(
                new ConversationChanged(new ConversationId(number), concerned.size(), concerned, clock.instant()));
        return Decision.done(number);
    }

    private Optional<UserError> againstOpening(Viewer viewer) {
        return Optional.ofNullable(limits.refusedUntil(ActionLimit.OPEN_CONVERSATION, viewer.id(), 1))
                .map(resetAt -> UserError.until(
                        resetAt,
                        ConversationErrorCode.RATE_LIMITED,
                        "You have opened too many conversations recently."));
    }

    private Optional<UserError> againstInviting(Viewer viewer, int users) {
        return users == 0
                ? Optional.empty()
                : Optional.ofNullable(limits.refusedUntil(ActionLimit.INVITE, viewer.id(), users))
                        .map(resetAt -> UserError.until(
                                resetAt,
                                ConversationErrorCode.RATE_LIMITED,
                                "You have added too many people to groups recently."));
    }

    /** Adds {@code users} to a group, all or none. Those who take part already are left unchanged. */
    CompletableFuture<Decision<Long>> add(Viewer viewer, long conversation, List<Long> users) {
        Set<Long> others = new LinkedHashSet<>(users);
        Optional<UserError> tooMany = rules.againstSize(others.size());
        if (tooMany.isPresent()) {
            return CompletableFuture.completedFuture(Decision.refused(tooMany.get()));
        }
        Invitations invitations = invitations(viewer, users, others);
        Optional<UserError> tooOften =
                invitations.errors().isEmpty() ? againstInviting(viewer, others.size()) : Optional.empty();
        if (tooOften.isPresent()) {
            return CompletableFuture.completedFuture(Decision.refused(tooOften.get()));
        }
        AtomicInteger added = new AtomicInteger();
        CompletableFuture<Decision<Long>> change = changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.copyOf(others)),
                (locked, participant, facts) -> {
                    List<Long> newcomers = others.stream()
                            .filter(user -> locked.participant(user).isEmpty())
                            .toList();
                    Optional<UserError> refusal = GroupRules.againstManaging(locked, participant)
                            .or(() -> rules.againstSize(locked.participants().size() + newcomers.size()));
                    if (refusal.isPresent()) {
                        return Decision.refused(refusal.get());
                    }
                    if (!invitations.errors().isEmpty()) {
                        return new Decision<>(null, invitations.errors());
                    }
                    newcomers.forEach(user -> locked.join(
                            user,
                            ParticipantRole.MEMBER,
                            invitations.states().getOrDefault(user, ParticipantState.REQUEST),
                            viewer.id()));
                    added.set(newcomers.size());
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
        return change.whenComplete((decision, failure) -> {
            int unused = others.size() - added.get();
            if (decision != null && invitations.errors().isEmpty() && unused > 0) {
                var _ = CompletableFuture.runAsync(
                        () -> limits.giveBack(ActionLimit.INVITE, viewer.id(), unused), Thread::startVirtualThread);
            }
        });
    }

    /** Removes a participant. Does nothing when {@code user} takes no part. */
    CompletableFuture<Decision<Long>> remove(Viewer viewer, long conversation, long user) {
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.of(user)),
                (locked, participant, facts) -> {
                    Optional<LockedParticipant> other = locked.participant(user)
                            .filter(found ->
                                    found != participant && !facts.hidden().contains(user));
                    Optional<UserError> refusal = other.isEmpty()
                            ? GroupRules.againstManaging(locked, participant)
                            : GroupRules.againstRemoving(locked, participant, other.get());
                    if (refusal.isPresent()) {
                        return Decision.refused(refusal.get());
                    }
                    if (user == participant.user()) {
                        return Decision.refused(UserError.of(
                                ConversationErrorCode.SELF,
                                "To remove yourself, leave the conversation.",
                                "input",
                                "userId"));
                    }
                    other.ifPresent(gone -> locked.leave(gone, EventType.PARTICIPANT_REMOVED, participant.user()));
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** Removes the viewer from a group; if the last owner leaves, another participant becomes owner. */
    CompletableFuture<Decision<Long>> leave(Viewer viewer, long conversation) {
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id(), List.of(viewer.id())),
                (locked, participant, facts) -> {
                    if (locked.kind() != ConversationKind.GROUP) {
                        return Decision.refused(GroupRules.notAGroup().orElseThrow());
                    }
                    leave(locked, participant);
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** Removes a participant from a locked group, and appoints an owner if the last one leaves. */
    static void leave(LockedConversation group, LockedParticipant leaving) {
        GroupRules.successor(group, leaving).ifPresent(next -> {
            next.role(ParticipantRole.OWNER);
            group.addEventAbout(EventType.ROLE_CHANGED, leaving.user(), next.user());
        });
        group.leave(leaving, EventType.PARTICIPANT_LEFT, leaving.user());
    }

    /** Changes the role of a participant. Only owners may, and the last owner keeps the role. */
    CompletableFuture<Decision<Long>> changeRole(Viewer viewer, long conversation, long user, ParticipantRole role) {
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id()),
                (locked, participant, facts) -> {
                    Optional<UserError> refusal = GroupRules.againstManaging(locked, participant)
                            .or(() -> participant.role() == ParticipantRole.OWNER
                                    ? Optional.empty()
                                    : GroupRules.notAllowed("Only owners can do this."));
                    if (refusal.isPresent()) {
                        return Decision.refused(refusal.get());
                    }
                    Optional<LockedParticipant> other = locked.participant(user)
                            .filter(LockedParticipant::isActive)
                            .filter(found -> !facts.hidden().contains(user));
                    if (other.isEmpty()) {
                        return Decision.refused(UserError.of(
                                ConversationErrorCode.NOT_A_PARTICIPANT,
                                "This person is not a participant.",
                                "input",
                                "userId"));
                    }
                    boolean last = other.get().role() == ParticipantRole.OWNER
                            && locked.participants().stream()
                                    .noneMatch(one -> one != other.get() && one.role() == ParticipantRole.OWNER);
                    if (last && role != ParticipantRole.OWNER) {
                        return Decision.refused(GroupRules.notAllowed(
                                        "A group must have an owner; make another participant owner first.")
                                .orElseThrow());
                    }
                    if (other.get().role() != role) {
                        other.get().role(role);
                        locked.addEventAbout(EventType.ROLE_CHANGED, participant.user(), user);
                    }
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** Changes the title or the history visibility of a group; null leaves a value unchanged. */
    CompletableFuture<Decision<Long>> update(
            Viewer viewer, long conversation, @Nullable String title, @Nullable HistoryVisibility history) {
        Optional<UserError> wrong = rules.againstTitle(title);
        return changes.apply(new Change<>(
                conversation,
                ChangeInput.of(viewer.id()),
                (locked, participant, facts) -> {
                    Optional<UserError> refusal =
                            GroupRules.againstManaging(locked, participant).or(() -> wrong);
                    if (refusal.isPresent()) {
                        return Decision.refused(refusal.get());
                    }
                    if (title != null) {
                        locked.title(GroupRules.stored(title));
                    }
                    if (history != null) {
                        locked.history(history);
                    }
                    if (title != null || history != null) {
                        locked.addEvent(EventType.DETAILS_CHANGED, participant.user());
                    }
                    return Decision.done(conversation);
                },
                GroupRules.notFound()));
    }

    /** Decides how each of {@code others} would join; {@code named} gives the index for errors. */
    private Invitations invitations(Viewer viewer, List<Long> named, Set<Long> others) {
        Set<UserKey> keys = new LinkedHashSet<>();
        others.forEach(user -> keys.add(UserKey.of(viewer, user)));
        Map<UserKey, Relationship> found = relationships.between(keys);
        Map<Long, ParticipantState> states = new LinkedHashMap<>();
        List<UserError> errors = new ArrayList<>();
        for (long user : others) {
            Relationship relationship = found.get(UserKey.of(viewer, user));
            String[] path = {"input", "userIds", Integer.toString(named.indexOf(user))};
            if (relationship == null || relationship.isHidden()) {
                errors.add(UserError.of(ConversationErrorCode.NOT_FOUND, "There is no such person.", path));
            } else if (!relationship.isSelf() && !relationship.mayMessage()) {
                errors.add(UserError.of(
                        ConversationErrorCode.NOT_ALLOWED, "This person does not accept messages from you.", path));
            } else {
                states.put(user, relationship.isFriend() ? ParticipantState.ACTIVE : ParticipantState.REQUEST);
            }
        }
        return new Invitations(states, errors);
    }

    /** The state in which each user would join a group, and the errors of those who may not. */
    private record Invitations(Map<Long, ParticipantState> states, List<UserError> errors) {}
}
