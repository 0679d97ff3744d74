package io.mutuals.guardian;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Identity;
import io.mutuals.security.Viewer;
import io.mutuals.user.ConsentedAccounts;
import io.mutuals.user.GuardianConsents;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Applications of newcomers who may have an account only if a guardian consents. There is no account before: no one
 * sees the newcomer, and their token is as good as that of a stranger. Thread-safe.
 */
@Service
class WardApplications implements GuardianConsents {

    private final Graph graph;
    private final Guardianships guardianships;
    private final GuardianshipRepository ties;
    private final GuardianRules rules;
    private final WardApplicationRepository repository;
    private final ConsentedAccounts accounts;
    private final ChangeLog log;
    private final Ids ids;
    private final InstantSource clock;

    WardApplications(
            Graph graph,
            Guardianships guardianships,
            GuardianshipRepository ties,
            GuardianRules rules,
            WardApplicationRepository repository,
            ConsentedAccounts accounts,
            ChangeLog log,
            Ids ids,
            InstantSource clock) {
        this.graph = graph;
        this.guardianships = guardianships;
        this.ties = ties;
        this.rules = rules;
        this.repository = repository;
        this.accounts = accounts;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public UserError ask(
            Graph.Transaction transaction,
            Identity identity,
            UserId user,
            String invitation,
            Map<String, ? extends @Nullable Object> profile) {
        if (!repository.replace(transaction, identity, invitation, profile)) {
            Optional<UserId> guardian = repository.lockedGuardian(transaction, invitation);
            if (guardian.isEmpty()) {
                return GuardianErrorCode.INVITATION_NOT_FOUND.of(
                        "guardianInvitation", "There is no such invitation, or it has expired or was used.");
            }
            repository.store(transaction, identity, guardian.get(), invitation, ids.next(), user, profile);
        }
        return UserError.of(
                GuardianErrorCode.AWAITING_GUARDIAN, "Your guardian was asked; you can join when they agree.");
    }

    /**
     * Decides whether a newcomer may have an account; if so, creates it, and makes the viewer its guardian. The same
     * decision again succeeds and changes nothing.
     */
    Decided decide(Viewer viewer, long application, boolean approve) {
        Optional<UserError> refusal = guardianships.tooOften(viewer);
        if (refusal.isPresent()) {
            return Decided.refused(refusal.get());
        }
        try {
            return graph.write(
                    "guardians.decideAccount",
                    transaction -> decide(transaction, viewer.userId(), application, approve));
        } catch (Graph.ConstraintViolation taken) {
            return Decided.refused(GuardianErrorCode.HANDLE_TAKEN.of(
                    "applicationId", "The handle was taken meanwhile; the newcomer has to apply with another one."));
        }
    }

    private Decided decide(Graph.Transaction transaction, UserId guardian, long number, boolean approve) {
        Optional<WardApplicationRepository.Locked> found = repository.locked(transaction, guardian, number);
        SettingsRequest.State state = SettingsRequest.State.decided(approve);
        if (found.isPresent() && found.get().state() == state) {
            return new Decided(approve ? found.get().user() : null, List.of());
        }
        if (found.isPresent() && found.get().state() != SettingsRequest.State.PENDING) {
            return Decided.refused(
                    GuardianErrorCode.ALREADY_DECIDED.of("applicationId", "This was decided otherwise already."));
        }
        if (found.isEmpty() || !found.get().isPending() || !found.get().isGuardianAdult()) {
            return Decided.refused(noApplication());
        }
        return approve ? approve(transaction, guardian, number, found.get()) : decline(transaction, guardian, number);
    }

    private Decided decline(Graph.Transaction transaction, UserId guardian, long number) {
        repository.decide(transaction, guardian, number, SettingsRequest.State.DECLINED);
        return new Decided(null, List.of());
    }

    private Decided approve(
            Graph.Transaction transaction, UserId guardian, long number, WardApplicationRepository.Locked application) {
        Optional<UserError> tooMany = rules.againstMoreWards(application.wards(), "applicationId");
        if (tooMany.isPresent()) {
            return Decided.refused(tooMany.get());
        }
        UserId user = application.user();
        if (!accounts.create(transaction, application.identity(), user, application.profile())) {
            return Decided.refused(noApplication());
        }
        ties.create(
                transaction,
                guardian,
                user,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                GuardianshipOrigin.CONSENT,
                null);
        repository.decide(transaction, guardian, number, SettingsRequest.State.APPROVED);
        log.append(transaction, List.of(ConsentedAccounts.created(user)));
        return new Decided(user, List.of());
    }

    private static UserError noApplication() {
        return GuardianErrorCode.NOT_FOUND.of("applicationId", "There is no such application.");
    }

    /**
     * The result of a decision.
     *
     * @param ward the new user; null if there is none
     */
    record Decided(@Nullable UserId ward, List<UserError> errors) {
        static Decided refused(UserError error) {
            return new Decided(null, List.of(error));
        }
    }
}
