package io.mutuals.suggestion.feedback;

import io.mutuals.api.Events;
import io.mutuals.api.UserError;
import io.mutuals.friend.Relationship;
import io.mutuals.friend.RelationshipRepository;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.UserKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Dismissals: whom a viewer does not want suggested, for a while or for good. Both people are locked, so that of several calls at once
 * each sees what the one before it left. The dismissed are never told.
 */
@Service
class Dismissals {

    private static final String USER = "userId";

    private final Graph graph;
    private final RelationshipRepository standings;
    private final DismissalRepository dismissals;
    private final FeedbackProperties limits;
    private final InstantSource clock;
    private final Events events;

    Dismissals(
            Graph graph,
            RelationshipRepository standings,
            DismissalRepository dismissals,
            FeedbackProperties limits,
            InstantSource clock,
            Events events) {
        this.graph = graph;
        this.standings = standings;
        this.dismissals = dismissals;
        this.limits = limits;
        this.clock = clock;
        this.events = events;
    }

    /**
     * The viewer dismisses the user; a second time only {@code until} changes.
     *
     * @param until null for good
     */
    Change dismiss(Viewer viewer, long user, @Nullable Instant until) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = until == null ? null : until.truncatedTo(ChronoUnit.MILLIS);
        if (end != null && (!end.isAfter(now) || end.isAfter(now.plus(limits.maxSnooze())))) {
            return Change.refused(UserError.of(
                    DismissalErrorCode.INVALID_UNTIL,
                    "Somebody can be dismissed for at most "
                            + limits.maxSnooze().toDays() + " days from now, or for good.",
                    "input",
                    "until"));
        }
        return published(change("dismissals.dismiss", viewer, user, (transaction, between) -> {
            Optional<Dismissal> before = dismissals.find(transaction, between).filter(known -> known.holds(now));
            Dismissal after = new Dismissal(before.map(Dismissal::at).orElse(now), end);
            if (before.filter(after::equals).isPresent()) {
                return Change.done(after, null);
            }
            dismissals.dismiss(transaction, between, after);
            return Change.done(after, new SuggestionDismissed(viewer.id(), user, now));
        }));
    }

    /** The viewer dismisses the user no more; when they did not, nothing happens. */
    Change undo(Viewer viewer, long user) {
        return published(change("dismissals.undo", viewer, user, (transaction, between) -> {
            if (dismissals.find(transaction, between).isEmpty()) {
                return Change.done(null, null);
            }
            dismissals.undo(transaction, between);
            return Change.done(null, new DismissalUndone(viewer.id(), user));
        }));
    }

    private Change change(String name, Viewer viewer, long user, Rule rule) {
        UserKey between = new UserKey(viewer.id(), user);
        return graph.write(name, transaction -> {
            Optional<Relationship> standing = standings.locked(transaction, between);
            if (standing.isEmpty() || standing.get().isHidden()) {
                return Change.refused(
                        UserError.of(DismissalErrorCode.NOT_FOUND, "There is no such person.", "input", USER));
            }
            if (standing.get().isSelf()) {
                return Change.refused(
                        UserError.of(DismissalErrorCode.SELF, "You are never suggested to yourself.", "input", USER));
            }
            return rule.change(transaction, between);
        });
    }

    private Change published(Change change) {
        if (change.happened() != null) {
            events.publish(change.happened());
        }
        return change;
    }

    /** Changes what lies between two people who are locked. */
    @FunctionalInterface
    private interface Rule {
        Change change(Graph.Transaction transaction, UserKey between);
    }

    /**
     * What became of a change.
     *
     * @param dismissal what holds after it; null when none does
     * @param error why nothing was done; null when it was
     * @param happened what there is to tell others; null when nothing changed
     */
    record Change(
            @Nullable Dismissal dismissal,
            @Nullable UserError error,
            @Nullable Object happened) {

        static Change done(@Nullable Dismissal dismissal, @Nullable Object happened) {
            return new Change(dismissal, null, happened);
        }

        static Change refused(UserError error) {
            return new Change(null, error, null);
        }

        /** Whether the viewer is not to learn that there is somebody. */
        boolean isOfNobody() {
            return error != null && error.code() == DismissalErrorCode.NOT_FOUND;
        }
    }
}
