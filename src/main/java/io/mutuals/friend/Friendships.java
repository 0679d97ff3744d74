package io.mutuals.friend;

import io.mutuals.api.Events;
import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.limit.FixedWindow;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import io.mutuals.user.UsersInMemory;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Changes relationships: friend requests, friendships and blocks.
 *
 * <p>Every change locks both users, reads their relationship, and is decided by it alone. So concurrent changes to a
 * pair, from any replica, are serialized, and each sees the result of the one before. Events are published after the
 * commit.
 */
@Service
class Friendships {

    private final Graph graph;
    private final RelationshipRepository relationships;
    private final FriendshipRepository friendships;
    private final FriendRules rules;
    private final FriendProperties limits;
    private final InstantSource clock;
    private final Events events;
    private final List<BlockHook> blockHooks;
    private final ChangeLog log;

    Friendships(
            Graph graph,
            RelationshipRepository relationships,
            FriendshipRepository friendships,
            FriendRules rules,
            FriendProperties limits,
            InstantSource clock,
            Events events,
            List<BlockHook> blockHooks,
            ChangeLog log) {
        this.graph = graph;
        this.relationships = relationships;
        this.friendships = friendships;
        this.rules = rules;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
        this.blockHooks = blockHooks;
        this.log = log;
    }

    /**
     * Sends a friend request from the viewer to the user, or makes the two friends if the user has already sent one to
     * the viewer.
     */
    Change request(Viewer viewer, long user, @Nullable String message) {
        String stripped = message == null || Unicode.isBlank(message) ? null : Unicode.strip(message);
        return change("friends.request", viewer, user, (transaction, relationship, now) -> {
            Optional<UserError> refusal =
                    rules.againstRequest(relationship, now).or(() -> rules.againstMessage(stripped));
            if (refusal.isPresent()) {
                return Decision.refused(refusal.get());
            }
            if (relationship.received() != null) {
                return accept(transaction, relationship, now);
            }
            FixedWindow day = relationship.quota().day().withOneMore(now, limits.requestDay());
            friendships.request(transaction, relationship.between(), stripped, now, day);
            return Decision.done(new FriendRequestSent(
                    relationship.between().viewer(), relationship.between().user(), now));
        });
    }

    /** Accepts the request of the user. Succeeds and changes nothing if the two are already friends. */
    Change accept(Viewer viewer, long user) {
        return change("friends.accept", viewer, user, (transaction, relationship, now) -> {
            if (relationship.isFriend()) {
                return Decision.done();
            }
            if (relationship.received() == null) {
                return Decision.refused(
                        noRequest("This person has not sent you a friend request, or has withdrawn it."));
            }
            return accept(transaction, relationship, now);
        });
    }

    private Decision accept(Graph.Transaction transaction, Relationship relationship, Instant now) {
        friendships.accept(transaction, relationship.between(), now);
        return formed(relationship, now);
    }

    /** Declines the request of the user. */
    Change decline(Viewer viewer, long user) {
        return change("friends.decline", viewer, user, (transaction, relationship, now) -> {
            if (relationship.received() == null) {
                return Decision.refused(
                        noRequest("This person has not sent you a friend request, or has withdrawn it."));
            }
            friendships.decline(transaction, relationship.between());
            return Decision.done(new FriendRequestDropped(
                    relationship.between().user(), relationship.between().viewer(), now));
        });
    }

    /** Withdraws the request of the viewer. */
    Change cancel(Viewer viewer, long user) {
        return change("friends.cancel", viewer, user, (transaction, relationship, now) -> {
            if (relationship.sent() == null) {
                return Decision.refused(
                        noRequest("You have not sent this person a friend request, or it has been answered."));
            }
            friendships.withdraw(transaction, relationship.between());
            return Decision.done(new FriendRequestDropped(
                    relationship.between().viewer(), relationship.between().user(), now));
        });
    }

    /** Ends the friendship. */
    Change unfriend(Viewer viewer, long user) {
        return change("friends.unfriend", viewer, user, (transaction, relationship, now) -> {
            if (!relationship.isFriend()) {
                return Decision.refused(
                        UserError.of(FriendErrorCode.NOT_FRIENDS, "You are not friends.", "input", "userId"));
            }
            friendships.unfriend(transaction, relationship.between());
            return Decision.done(new FriendshipEnded(
                    relationship.between().viewer(), relationship.between().user(), now));
        });
    }

    /**
     * Blocks the user, which ends friendship and requests. Succeeds and changes nothing if the user is already blocked.
     */
    Change block(Viewer viewer, long user) {
        return changeEvenIfBlocked("friends.block", viewer, user, (transaction, relationship, now) -> {
            if (relationship.isSelf()) {
                return Decision.refused(
                        UserError.of(FriendErrorCode.SELF, "You cannot block yourself.", "input", "userId"));
            }
            if (relationship.isBlockedByViewer()) {
                return Decision.done();
            }
            friendships.block(transaction, relationship.between(), now);
            List<BlockHook.Effect> effects = blockChanged(transaction, relationship);
            List<FriendEvent> friendEvents = new ArrayList<>();
            friendEvents.add(new UserBlocked(
                    relationship.between().viewer(), relationship.between().user(), now));
            if (relationship.isFriend()) {
                friendEvents.add(new FriendshipEnded(
                        relationship.between().viewer(), relationship.between().user(), now));
            }
            return new Decision(List.of(), friendEvents, effects, false);
        });
    }

    /**
     * Ends the block. Succeeds and changes nothing if there is none. Friendship and requests that the block ended do
     * not come back.
     */
    Change unblock(Viewer viewer, long user) {
        return changeEvenIfBlocked("friends.unblock", viewer, user, (transaction, relationship, now) -> {
            if (!relationship.isBlockedByViewer()) {
                return Decision.done();
            }
            friendships.unblock(transaction, relationship.between());
            List<BlockHook.Effect> effects = blockChanged(transaction, relationship);
            return new Decision(
                    List.of(),
                    List.of(new UserUnblocked(
                            relationship.between().viewer(),
                            relationship.between().user(),
                            now)),
                    effects,
                    false);
        });
    }

    private List<BlockHook.Effect> blockChanged(Graph.Transaction transaction, Relationship relationship) {
        return blockHooks.stream()
                .map(hook -> hook.blockChanged(transaction, relationship.between()))
                .toList();
    }

    /** Makes two users friends for another reason than a request. Both must be locked by the transaction. */
    Decision befriend(Graph.Transaction transaction, Relationship relationship, Instant now) {
        friendships.befriend(transaction, relationship.between(), now);
        return formed(relationship, now);
    }

    private static Decision formed(Relationship relationship, Instant now) {
        return Decision.done(new FriendshipFormed(
                relationship.between().viewer(), relationship.between().user(), now));
    }

    /**
     * Changes what is between the viewer and a user by a rule, in a transaction of its own; refuses with
     * {@code NOT_FOUND} if one is hidden from the other.
     */
    Change change(String name, Viewer viewer, long user, Rule rule) {
        return changeEvenIfBlocked(
                name,
                viewer,
                user,
                (transaction, relationship, now) -> relationship.isHidden()
                        ? Decision.concealed(FriendRules.notFound())
                        : rule.decide(transaction, relationship, now));
    }

    /** Like {@link #change}, but also applies to a user that the viewer has blocked. */
    private Change changeEvenIfBlocked(String name, Viewer viewer, long user, Rule rule) {
        UserKey between = UserKey.of(viewer, user);
        return changed(graph.write(name, transaction -> decide(transaction, between, FriendRules.notFound(), rule)));
    }

    /**
     * Locks two users, reads their relationship, and applies {@code rule} to it, as the last statements of a
     * transaction.
     *
     * @param notFound the error if one of the two does not exist, or the user blocks the viewer
     */
    Change decide(Graph.Transaction transaction, UserKey between, UserError notFound, Rule rule) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Relationship> before = relationships
                .locked(transaction, between)
                .filter(relationship -> !relationship.blocksViewer() || relationship.isBlockedByViewer());
        Decision decision =
                before.isPresent() ? rule.decide(transaction, before.get(), now) : Decision.concealed(notFound);
        List<Fact> facts = new ArrayList<>();
        decision.events().forEach(event -> facts.addAll(changedBy(event)));
        decision.effects().forEach(effect -> facts.addAll(effect.facts()));
        log.append(transaction, facts);
        return new Change(between, decision);
    }

    /** Returns the facts in memory that a change between two users concerns. */
    private static List<Fact> changedBy(FriendEvent event) {
        return switch (event) {
            case FriendshipFormed formed ->
                both(friends(formed.one(), formed.other()), PendingRequestsInMemory.of(formed.one(), formed.other()));
            case FriendshipEnded ended ->
                both(friends(ended.one(), ended.other()), CloseFriendsInMemory.of(ended.one(), ended.other()));
            case UserBlocked block ->
                both(hidden(block.by(), block.blocked()), PendingRequestsInMemory.of(block.by(), block.blocked()));
            case UserUnblocked block -> hidden(block.by(), block.unblocked());
            case FriendRequestSent sent -> PendingRequestsInMemory.of(sent.from(), sent.to());
            case FriendRequestDropped dropped -> PendingRequestsInMemory.of(dropped.from(), dropped.to());
        };
    }

    private static List<Fact> friends(UserId one, UserId other) {
        return both(FriendListsInMemory.of(one, other), FormerFriendsInMemory.of(one, other));
    }

    private static List<Fact> both(List<Fact> some, List<Fact> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Fact> hidden(UserId one, UserId other) {
        return List.of(UsersInMemory.hidden(one.value()), UsersInMemory.hidden(other.value()));
    }

    /** Runs the actions and publishes the events of a committed change. */
    Change changed(Change change) {
        change.decision().effects().forEach(effect -> effect.afterCommit().run());
        change.decision().events().forEach(events::publish);
        return change;
    }

    /** A requested change and its outcome. */
    record Change(UserKey between, Decision decision) {}

    /**
     * The outcome of a change.
     *
     * @param errors the reasons why nothing was done; empty on success
     * @param events the events to publish after the commit
     * @param effects the effects beside the events, such as those of a block on other features; what follows the
     *     commit runs before the events are published
     * @param concealed whether the payload must not reveal that the user exists
     */
    record Decision(
            List<UserError> errors, List<FriendEvent> events, List<BlockHook.Effect> effects, boolean concealed) {

        static Decision done(FriendEvent... events) {
            return new Decision(List.of(), List.of(events), List.of(), false);
        }

        /** A change that concerns facts in memory, and that no other feature learns of. */
        static Decision done(List<Fact> facts) {
            return new Decision(List.of(), List.of(), List.of(new BlockHook.Effect(facts, () -> {})), false);
        }

        static Decision refused(UserError error) {
            return new Decision(List.of(error), List.of(), List.of(), false);
        }

        /** Refuses a change in the same way for a user that does not exist and one hidden from the viewer. */
        static Decision concealed(UserError error) {
            return new Decision(List.of(error), List.of(), List.of(), true);
        }
    }

    /** Decides a change by the relationship of two locked users, and applies it. */
    @FunctionalInterface
    interface Rule {
        Decision decide(Graph.Transaction transaction, Relationship relationship, Instant now);
    }

    private static UserError noRequest(String message) {
        return UserError.of(FriendErrorCode.NO_REQUEST, message, "input", "userId");
    }
}
