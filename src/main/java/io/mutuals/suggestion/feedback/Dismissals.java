package io.mutuals.suggestion.feedback;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.friend.Relationship;
import io.mutuals.friend.Relationships;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Dismisses users from a viewer's suggestions, for a while or for good, and takes it back.
 *
 * <p>Both users are locked, so of several concurrent calls each sees the outcome of the one before it. Dismissed users
 * never learn of it. Thread-safe.
 */
@Service
class Dismissals {

    private static final String USER = "userId";

    private final Graph graph;
    private final Relationships relationships;
    private final DismissalRepository dismissals;
    private final FeedbackProperties limits;
    private final InstantSource clock;
    private final Events events;
    private final ChangeLog log;

    Dismissals(
            Graph graph,
            Relationships relationships,
            DismissalRepository dismissals,
            FeedbackProperties limits,
            InstantSource clock,
            Events events,
            ChangeLog log) {
        this.graph = graph;
        this.relationships = relationships;
        this.dismissals = dismissals;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
        this.log = log;
    }

    /**
     * Dismisses the user; if they are dismissed already, only {@code until} changes.
     *
     * @param until the end, in the future and at most {@link FeedbackProperties#maxSnooze} away; null for good
     */
    Change dismiss(Viewer viewer, long user, @Nullable Instant until) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
        if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(limits.maxSnooze())))) {
            return Change.refused(UserError.of(
                    DismissalErrorCode.INVALID_UNTIL,
                    "until must lie in the future, at most "
                            + limits.maxSnooze().toDays() + " days from now; leave it out to dismiss for good.",
                    "input",
                    "until"));
        }
        return published(change("dismissals.dismiss", viewer, user, (transaction, pair) -> {
            Optional<Dismissal> before = dismissals.find(transaction, pair).filter(dismissal -> dismissal.holds(now));
            Dismissal after = new Dismissal(before.map(Dismissal::at).orElse(now), end);
            if (before.filter(after::equals).isPresent()) {
                return Change.done(after, null);
            }
            dismissals.dismiss(transaction, pair, after);
            log.append(transaction, List.of(DismissalsInMemory.of(viewer.userId())));
            return Change.done(after, new SuggestionDismissed(viewer.userId(), new UserId(user), now));
        }));
    }

    /** Withdraws the dismissal; does nothing if there is none. */
    Change undo(Viewer viewer, long user) {
        return published(change("dismissals.undo", viewer, user, (transaction, pair) -> {
            if (dismissals.find(transaction, pair).isEmpty()) {
                return Change.done(null, null);
            }
            dismissals.undo(transaction, pair);
            log.append(transaction, List.of(DismissalsInMemory.of(viewer.userId())));
            return Change.done(null, new DismissalUndone(viewer.userId(), new UserId(user)));
        }));
    }

    private Change change(String name, Viewer viewer, long user, Rule rule) {
        UserKey pair = UserKey.of(viewer, user);
        return graph.write(name, transaction -> {
            Optional<Relationship> relationship = relationships.locked(transaction, pair);
            if (relationship.isEmpty() || relationship.get().isHidden()) {
                return Change.refused(
                        UserError.of(DismissalErrorCode.NOT_FOUND, "There is no such person.", "input", USER));
            }
            if (relationship.get().isSelf()) {
                return Change.refused(
                        UserError.of(DismissalErrorCode.SELF, "You are never suggested to yourself.", "input", USER));
            }
            return rule.change(transaction, pair);
        });
    }

    private Change published(Change change) {
        if (change.event() != null) {
            events.publish(change.event());
        }
        return change;
    }

    /** A change between two users who are locked. */
    @FunctionalInterface
    private interface Rule {
        Change change(Graph.Transaction transaction, UserKey pair);
    }

    /**
     * The outcome of a call.
     *
     * @param dismissal the dismissal that holds now; null if none does
     * @param error the reason why nothing was done; null on success
     * @param event the event to publish; null if nothing changed
     */
    record Change(
            @Nullable Dismissal dismissal,
            @Nullable UserError error,
            @Nullable Object event) {

        static Change done(@Nullable Dismissal dismissal, @Nullable Object event) {
            return new Change(dismissal, null, event);
        }

        static Change refused(UserError error) {
            return new Change(null, error, null);
        }

        /** Returns whether the payload must not show the user. */
        boolean isNotFound() {
            return error != null && error.code() == DismissalErrorCode.NOT_FOUND;
        }
    }
}
