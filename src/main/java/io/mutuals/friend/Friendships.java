package io.mutuals.friend;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.limit.FixedWindow;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Requests, friendships and blocks.
 *
 * <p>Every change locks both people, reads what lies between them, and decides by that alone; so of any number of changes to one pair
 * at the same moment, on any number of replicas, each sees what the one before it left. Events are published after the commit.
 */
@Service
class Friendships {

    private final Graph graph;
    private final RelationshipRepository standings;
    private final FriendshipRepository friendships;
    private final FriendRules rules;
    private final FriendProperties limits;
    private final InstantSource clock;
    private final Events events;
    private final List<WithBlock> withBlock;

    Friendships(
            Graph graph,
            RelationshipRepository standings,
            FriendshipRepository friendships,
            FriendRules rules,
            FriendProperties limits,
            InstantSource clock,
            Events events,
            List<WithBlock> withBlock) {
        this.graph = graph;
        this.standings = standings;
        this.friendships = friendships;
        this.rules = rules;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
        this.withBlock = withBlock;
    }

    /** The viewer asks the user to be friends; when the user has asked the viewer already, the two become friends. */
    Change request(Viewer viewer, long user, @Nullable String message) {
        String written = message == null || message.isBlank() ? null : message.strip();
        return change("friends.request", viewer, user, (transaction, standing, now) -> {
            Optional<UserError> refusal = rules.againstRequest(standing, now).or(() -> rules.againstMessage(written));
            if (refusal.isPresent()) {
                return Decision.refused(refusal.get());
            }
            if (standing.received() != null) {
                return accept(transaction, standing, now);
            }
            FixedWindow day = standing.quota().day().withOneMore(now, limits.requestDay());
            friendships.request(transaction, standing.between(), written, now, day);
            return Decision.done(new FriendRequestSent(viewer.id(), user, now));
        });
    }

    /** The viewer says yes; when the two are friends already, nothing happens. */
    Change accept(Viewer viewer, long user) {
        return change("friends.accept", viewer, user, (transaction, standing, now) -> {
            if (standing.isFriend()) {
                return Decision.done();
            }
            if (standing.received() == null) {
                return Decision.refused(noRequest("This person has not asked you, or does not ask any more."));
            }
            return accept(transaction, standing, now);
        });
    }

    private Decision accept(Graph.Transaction transaction, Relationship standing, Instant now) {
        friendships.accept(transaction, standing.between(), now);
        return formed(standing, now);
    }

    /** The viewer says no. */
    Change decline(Viewer viewer, long user) {
        return change("friends.decline", viewer, user, (transaction, standing, now) -> {
            if (standing.received() == null) {
                return Decision.refused(noRequest("This person has not asked you, or does not ask any more."));
            }
            friendships.decline(transaction, standing.between());
            return Decision.done(new FriendRequestDropped(user, viewer.id(), now));
        });
    }

    /** The viewer takes their request back. */
    Change cancel(Viewer viewer, long user) {
        return change("friends.cancel", viewer, user, (transaction, standing, now) -> {
            if (standing.sent() == null) {
                return Decision.refused(noRequest("You have not asked this person, or the request was answered."));
            }
            friendships.dropRequest(transaction, viewer.id(), user);
            return Decision.done(new FriendRequestDropped(viewer.id(), user, now));
        });
    }

    /** The viewer ends a friendship. */
    Change unfriend(Viewer viewer, long user) {
        return change("friends.unfriend", viewer, user, (transaction, standing, now) -> {
            if (!standing.isFriend()) {
                return Decision.refused(
                        UserError.of(FriendErrorCode.NOT_FRIENDS, "You are not friends.", "input", "userId"));
            }
            friendships.unfriend(transaction, standing.between());
            return Decision.done(new FriendshipEnded(viewer.id(), user, now));
        });
    }

    /** The viewer blocks the user, which ends whatever is between the two; a second time nothing happens. */
    Change block(Viewer viewer, long user) {
        return changeEvenIfBlocked("friends.block", viewer, user, (transaction, standing, now) -> {
            if (standing.isSelf()) {
                return Decision.refused(
                        UserError.of(FriendErrorCode.SELF, "You cannot block yourself.", "input", "userId"));
            }
            if (standing.isBlockedByViewer()) {
                return Decision.done();
            }
            friendships.block(transaction, standing.between(), now);
            List<Object> happened = blockChanged(transaction, standing);
            happened.add(new UserBlocked(viewer.id(), user, now));
            if (standing.isFriend()) {
                happened.add(new FriendshipEnded(viewer.id(), user, now));
            }
            return new Decision(List.of(), happened, false);
        });
    }

    /** The viewer blocks the user no more; a second time nothing happens. What was between the two stays ended. */
    Change unblock(Viewer viewer, long user) {
        return changeEvenIfBlocked("friends.unblock", viewer, user, (transaction, standing, now) -> {
            if (!standing.isBlockedByViewer()) {
                return Decision.done();
            }
            friendships.unblock(transaction, standing.between());
            List<Object> happened = blockChanged(transaction, standing);
            happened.add(new UserUnblocked(viewer.id(), user, now));
            return new Decision(List.of(), happened, false);
        });
    }

    private List<Object> blockChanged(Graph.Transaction transaction, Relationship standing) {
        List<Object> happened = new ArrayList<>();
        withBlock.forEach(part -> happened.addAll(part.blockChanged(transaction, standing.between())));
        return happened;
    }

    /** Makes the two friends on the strength of something other than a request; both must be locked. */
    Decision befriend(Graph.Transaction transaction, Relationship standing, Instant now) {
        friendships.befriend(transaction, standing.between(), now);
        return formed(standing, now);
    }

    private static Decision formed(Relationship standing, Instant now) {
        return Decision.done(new FriendshipFormed(
                standing.between().viewer(), standing.between().user(), now));
    }

    private Change change(String name, Viewer viewer, long user, Rule rule) {
        return changeEvenIfBlocked(
                name,
                viewer,
                user,
                (transaction, standing, now) -> standing.isHidden()
                        ? Decision.nobody(FriendRules.notFound())
                        : rule.decide(transaction, standing, now));
    }

    /** Like {@link #change}, for rules that concern a person whom the viewer has blocked too. */
    private Change changeEvenIfBlocked(String name, Viewer viewer, long user, Rule rule) {
        UserKey between = new UserKey(viewer.id(), user);
        return changed(graph.write(name, transaction -> decide(transaction, between, FriendRules.notFound(), rule)));
    }

    /**
     * Locks two people, reads what lies between them, and does what {@code rule} decides.
     *
     * @param notFound what is told when one of them does not exist, or does not for the viewer
     */
    Change decide(Graph.Transaction transaction, UserKey between, UserError notFound, Rule rule) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Relationship> before = standings
                .locked(transaction, between)
                .filter(standing -> !standing.blocksViewer() || standing.isBlockedByViewer());
        Decision decision =
                before.isPresent() ? rule.decide(transaction, before.get(), now) : Decision.nobody(notFound);
        return new Change(between, decision);
    }

    /** Tells others what a change that is committed did. */
    Change changed(Change change) {
        change.decision().happened().forEach(events::publish);
        return change;
    }

    /** A change that was asked for, and what became of it. */
    record Change(UserKey between, Decision decision) {}

    /**
     * What became of a change.
     *
     * @param errors why nothing was done; empty when it was
     * @param happened what there is to tell others
     * @param nobody whether the viewer is not to learn that there is somebody
     */
    record Decision(List<UserError> errors, List<Object> happened, boolean nobody) {

        static Decision done(Object... happened) {
            return new Decision(List.of(), List.of(happened), false);
        }

        static Decision refused(UserError error) {
            return new Decision(List.of(error), List.of(), false);
        }

        /** Refused in the same way whether there is nobody, or somebody of whom the viewer is not to learn. */
        static Decision nobody(UserError error) {
            return new Decision(List.of(error), List.of(), true);
        }
    }

    /** Decides by what lies between two people who are locked, and does what it decides. */
    @FunctionalInterface
    interface Rule {
        Decision decide(Graph.Transaction transaction, Relationship standing, Instant now);
    }

    private static UserError noRequest(String message) {
        return UserError.of(FriendErrorCode.NO_REQUEST, message, "input", "userId");
    }
}
