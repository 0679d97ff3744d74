package io.mutuals.guardian;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.limit.ActionLimit;
import io.mutuals.limit.ActionLimits;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Viewer;
import io.mutuals.user.AgeBand;
import io.mutuals.user.GuardedSettings;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Creates and ends guardian links.
 *
 * <p>A guardian consents by making an invitation and giving its token to the ward, who consents by accepting it. All
 * changes lock both users, so of two that meet the second sees the result of the first. Thread-safe.
 */
@Service
class Guardianships {

    private static final int TOKEN_BYTES = 16;

    private final Graph graph;
    private final GuardianshipRepository repository;
    private final GuardianRules rules;
    private final GuardianProperties properties;
    private final GuardedSettings settings;
    private final ActionLimits limits;
    private final InstantSource clock;
    /** Tokens must be unpredictable, so they do not come from the random source that tests replace. */
    private final SecureRandom secrets = new SecureRandom();

    Guardianships(
            Graph graph,
            GuardianshipRepository repository,
            GuardianRules rules,
            GuardianProperties properties,
            GuardedSettings settings,
            ActionLimits limits,
            InstantSource clock) {
        this.graph = graph;
        this.repository = repository;
        this.rules = rules;
        this.properties = properties;
        this.settings = settings;
        this.limits = limits;
        this.clock = clock;
    }

    /** Makes an invitation of the viewer, in place of an earlier one. */
    Invited invite(Viewer viewer) {
        Optional<UserError> refusal = tooOften(viewer);
        if (refusal.isPresent()) {
            return new Invited(null, List.of(refusal.get()));
        }
        Instant end = clock.instant().truncatedTo(ChronoUnit.MILLIS).plus(properties.invitationLife());
        return graph.write("guardians.invite", transaction -> {
            Optional<GuardianshipRepository.LockedGuardian> locked =
                    repository.lockedGuardian(transaction, viewer.userId());
            if (locked.isEmpty() || locked.get().band() != AgeBand.ADULT) {
                return new Invited(
                        null, List.of(UserError.of(GuardianErrorCode.NOT_AN_ADULT, "Guardians are 18 or older.")));
            }
            if (locked.get().wards() >= properties.maxWards()) {
                return new Invited(
                        null,
                        List.of(UserError.of(
                                GuardianErrorCode.TOO_MANY_WARDS,
                                "A guardian has at most " + properties.maxWards() + " wards.")));
            }
            String token = token();
            repository.invite(transaction, viewer.userId(), token, end);
            return new Invited(new GuardianInvitation(token, end), List.of());
        });
    }

    /** Makes the user who made an invitation a guardian of the viewer. Accepting again succeeds and changes nothing. */
    Change accept(Viewer viewer, String token) {
        Optional<UserError> refusal = tooOften(viewer);
        if (refusal.isPresent()) {
            return Change.refused(refusal.get());
        }
        UserId ward = viewer.userId();
        return graph.write("guardians.accept", transaction -> {
            Optional<UserId> guardian = repository.inviting(transaction, token);
            if (guardian.isEmpty()) {
                return acceptedBefore(transaction, token, ward);
            }
            if (guardian.get().equals(ward)) {
                return Change.refused(
                        GuardianErrorCode.SELF.of("token", "This invitation is your own; give it to your ward."));
            }
            Optional<LockedTie> tie = repository.locked(transaction, guardian.get(), ward, token);
            if (tie.isEmpty()) {
                return Change.refused(GuardianRules.noInvitation());
            }
            if (tie.get().invitedUntil() == null) { // another call used the invitation before this one had the locks
                return acceptedBefore(transaction, token, ward);
            }
            Instant now = clock.instant();
            Optional<UserError> against = rules.againstAccepting(tie.get(), now);
            if (against.isPresent()) {
                return Change.refused(against.get());
            }
            Instant since = Objects.requireNonNullElse(tie.get().since(), now.truncatedTo(ChronoUnit.MILLIS));
            GuardianshipOrigin madeBy = Objects.requireNonNullElse(tie.get().madeBy(), GuardianshipOrigin.CONSENT);
            forgetLocks(transaction, ward);
            repository.create(transaction, guardian.get(), ward, since, madeBy, token);
            return new Change(guardian.get(), List.of());
        });
    }

    private Change acceptedBefore(Graph.Transaction transaction, String token, UserId ward) {
        return repository
                .madeWith(transaction, token, ward)
                .map(known -> new Change(known, List.of()))
                .orElseGet(() -> Change.refused(GuardianRules.noInvitation()));
    }

    /**
     * Ends the link between the viewer and a user, whichever of the two is the guardian. Succeeds and changes nothing
     * if there is none.
     */
    Change end(Viewer viewer, UserId user) {
        Optional<UserError> refusal = tooOften(viewer);
        if (refusal.isPresent()) {
            return Change.refused(refusal.get());
        }
        return graph.write("guardians.end", transaction -> {
            @Nullable Change asGuardian = endAsGuardian(transaction, viewer.userId(), user);
            return asGuardian == null ? endAsWard(transaction, user, viewer.userId()) : asGuardian;
        });
    }

    /** Returns null if there is no link of which the viewer is the guardian. */
    private @Nullable Change endAsGuardian(Graph.Transaction transaction, UserId viewer, UserId user) {
        Optional<LockedTie> tie = repository.locked(transaction, viewer, user, null);
        if (tie.isEmpty() || !tie.get().holds()) {
            return null;
        }
        return GuardianRules.againstEndingByGuardian(
                        tie.get().wardBand(), tie.get().guardians())
                .map(Change::refused)
                .orElseGet(() -> end(transaction, viewer, user, user));
    }

    private Change endAsWard(Graph.Transaction transaction, UserId user, UserId viewer) {
        Optional<LockedTie> tie = repository.locked(transaction, user, viewer, null);
        if (tie.isEmpty() || !tie.get().holds()) {
            return new Change(user, List.of());
        }
        return GuardianRules.againstEndingByWard(
                        tie.get().wardBand(), Objects.requireNonNull(tie.get().madeBy()))
                .map(Change::refused)
                .orElseGet(() -> end(transaction, user, viewer, user));
    }

    private Change end(Graph.Transaction transaction, UserId guardian, UserId ward, UserId other) {
        repository.end(transaction, guardian, ward, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        forgetLocks(transaction, ward);
        return new Change(other, List.of());
    }

    /** Removes what guardians have locked, and the ward has asked for, if the ward has no guardian. */
    private void forgetLocks(Graph.Transaction transaction, UserId ward) {
        settings.releaseAll(transaction, repository.unguarded(transaction, List.of(ward)));
    }

    /** Takes one change from the viewer's allowance; returns the refusal if it is used up. */
    Optional<UserError> tooOften(Viewer viewer) {
        return Optional.ofNullable(limits.refusedUntil(ActionLimit.CHANGE_GUARDIANSHIP, viewer.id(), 1))
                .map(GuardianErrorCode::tooOften);
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        secrets.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** An invitation, or why it was not made. */
    record Invited(@Nullable GuardianInvitation invitation, List<UserError> errors) {}

    /**
     * The result of accepting or ending.
     *
     * @param other the other user; null if nothing was done
     */
    record Change(@Nullable UserId other, List<UserError> errors) {
        static Change refused(UserError error) {
            return new Change(null, List.of(error));
        }
    }
}
