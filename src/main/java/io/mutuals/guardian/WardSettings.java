package io.mutuals.guardian;

import io.mutuals.api.Events;
import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.GuardedSettings;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.SettingChoices;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What guardians decide about the settings of their wards, and what wards ask them for. Each change locks guardian and
 * ward, so a decision of a guardian whose link ends at the same time comes before it or does nothing. Thread-safe.
 */
@Service
class WardSettings {

    private final Graph graph;
    private final Guardianships guardianships;
    private final GuardianshipRepository ties;
    private final SettingsRequestRepository requests;
    private final GuardedSettings settings;
    private final Events events;
    private final Ids ids;
    private final InstantSource clock;

    WardSettings(
            Graph graph,
            Guardianships guardianships,
            GuardianshipRepository ties,
            SettingsRequestRepository requests,
            GuardedSettings settings,
            Events events,
            Ids ids,
            InstantSource clock) {
        this.graph = graph;
        this.guardianships = guardianships;
        this.ties = ties;
        this.requests = requests;
        this.settings = settings;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** Stores choices for a ward of the viewer, and makes them limits; all or none. */
    List<UserError> tighten(Viewer viewer, UserId ward, SettingChoices choices) {
        return change("guardians.tighten", viewer, ward, transaction -> settings.tighten(transaction, ward, choices));
    }

    /** Removes limits of a ward of the viewer. */
    List<UserError> release(Viewer viewer, UserId ward, Collection<PrivacySetting> limits) {
        return change("guardians.release", viewer, ward, transaction -> settings.release(transaction, ward, limits));
    }

    private List<UserError> change(String name, Viewer viewer, UserId ward, Change change) {
        Optional<UserError> refusal = guardianships.tooOften(viewer);
        if (refusal.isPresent()) {
            return List.of(refusal.get());
        }
        return published(graph.write(name, transaction -> {
            boolean holds = ties.locked(transaction, viewer.userId(), ward, null)
                    .filter(LockedTie::holds)
                    .isPresent();
            return holds ? change.apply(transaction) : refused(GuardianErrorCode.noWard("wardId"));
        }));
    }

    /**
     * Asks the viewer's guardians for settings that are looser than their limits permit, in place of what the viewer
     * has asked for before. Asking for the same again changes nothing.
     */
    Asked request(Viewer viewer, SettingChoices choices) {
        Optional<UserError> refusal = guardianships.tooOften(viewer);
        if (refusal.isPresent()) {
            return new Asked(null, List.of(refusal.get()));
        }
        UserId ward = viewer.userId();
        return graph.write("guardians.request", transaction -> {
            Optional<GuardedSettings.Obstacles> obstacles = settings.obstacles(transaction, ward, choices);
            List<UserError> errors = obstacles.map(WardSettings::against).orElseGet(() -> List.of(noGuardian()));
            if (!errors.isEmpty()) {
                return new Asked(null, errors);
            }
            Optional<SettingsRequest> before = requests.ofWard(transaction, ward);
            if (before.isPresent()
                    && before.get().state() == SettingsRequest.State.PENDING
                    && before.get().settings().equals(choices)) {
                return new Asked(before.get(), List.of());
            }
            SettingsRequest asked =
                    new SettingsRequest(ids.next(), choices, now(), SettingsRequest.State.PENDING, null);
            requests.store(transaction, ward, asked.number(), choices, asked.requestedAt());
            return new Asked(asked, List.of());
        });
    }

    private static List<UserError> against(GuardedSettings.Obstacles obstacles) {
        if (!obstacles.isGuarded()) {
            return List.of(noGuardian());
        }
        if (!obstacles.byAge().isEmpty()) {
            return obstacles.byAge();
        }
        return obstacles.beyondLimits().isEmpty()
                ? List.of(GuardianErrorCode.NOTHING_TO_APPROVE.of(
                        "settings", "You may choose this yourself, with updatePrivacySettings."))
                : List.of();
    }

    private static UserError noGuardian() {
        return UserError.of(GuardianErrorCode.NO_GUARDIAN, "You have no guardian.");
    }

    /** Decides about a request of a ward. The same decision again succeeds and changes nothing. */
    Decided decide(Viewer viewer, long request, boolean approve) {
        Optional<UserError> refusal = guardianships.tooOften(viewer);
        if (refusal.isPresent()) {
            return new Decided(null, List.of(refusal.get()));
        }
        Outcome outcome = graph.write("guardians.decide", transaction -> {
            Optional<UserId> ward = requests.wardOf(transaction, viewer.userId(), request);
            if (ward.isEmpty()
                    || ties.locked(transaction, viewer.userId(), ward.get(), null)
                            .filter(LockedTie::holds)
                            .isEmpty()) {
                return new Outcome(null, refused(noRequest()));
            }
            return new Outcome(ward.get(), decide(transaction, ward.get(), request, approve));
        });
        return new Decided(outcome.ward(), published(outcome.change()));
    }

    private GuardedSettings.Outcome decide(Graph.Transaction transaction, UserId ward, long number, boolean approve) {
        Optional<SettingsRequest> request =
                requests.ofWard(transaction, ward).filter(found -> found.number() == number);
        if (request.isEmpty()) {
            return refused(noRequest());
        }
        SettingsRequest.State state = SettingsRequest.State.decided(approve);
        if (request.get().state() == state) {
            return new GuardedSettings.Outcome(List.of(), null);
        }
        if (request.get().state() != SettingsRequest.State.PENDING) {
            return refused(GuardianErrorCode.ALREADY_DECIDED.of("requestId", "This was decided otherwise already."));
        }
        if (approve) {
            Optional<GuardedSettings.Obstacles> obstacles =
                    settings.obstacles(transaction, ward, request.get().settings());
            if (obstacles.isPresent() && !obstacles.get().byAge().isEmpty()) {
                return refused(GuardianErrorCode.LOCKED_BY_AGE.of(
                        "requestId", "This is not available at the age of the user any more."));
            }
        }
        requests.decide(transaction, ward, number, state, now());
        return approve
                ? settings.loosen(transaction, ward, request.get().settings())
                : new GuardedSettings.Outcome(List.of(), null);
    }

    private static UserError noRequest() {
        return GuardianErrorCode.NOT_FOUND.of("requestId", "There is no such request; it may have been replaced.");
    }

    private List<UserError> published(GuardedSettings.Outcome outcome) {
        if (outcome.changed() != null) {
            events.publish(outcome.changed());
        }
        return outcome.errors();
    }

    private static GuardedSettings.Outcome refused(UserError error) {
        return new GuardedSettings.Outcome(List.of(error), null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @FunctionalInterface
    private interface Change {
        GuardedSettings.Outcome apply(Graph.Transaction transaction);
    }

    private record Outcome(@Nullable UserId ward, GuardedSettings.Outcome change) {}

    /** What a ward has asked for, or why not. */
    record Asked(@Nullable SettingsRequest request, List<UserError> errors) {}

    /**
     * The result of a decision.
     *
     * @param ward the ward; null if the request is none that the viewer may decide about
     */
    record Decided(@Nullable UserId ward, List<UserError> errors) {}
}
