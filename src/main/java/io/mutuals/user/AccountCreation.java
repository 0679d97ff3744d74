package io.mutuals.user;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Identity;
import io.mutuals.security.SignIn;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Creates accounts: one for each identity, each with a handle of its own. Thread-safe. */
@Service
class AccountCreation {

    private final IdentityRepository identities;
    private final Graph graph;
    private final ChangeLog log;
    private final Ids ids;
    private final AccountRules accountRules;
    private final GuardianConsents consents;

    AccountCreation(
            IdentityRepository identities,
            Graph graph,
            ChangeLog log,
            Ids ids,
            AccountRules accountRules,
            GuardianConsents consents) {
        this.consents = consents;
        this.identities = identities;
        this.graph = graph;
        this.log = log;
        this.ids = ids;
        this.accountRules = accountRules;
    }

    /**
     * Creates the account of the caller. Of concurrent calls of one identity one creates the account, and the
     * others find it; of those that ask for one handle, one gets it.
     */
    Created create(SignIn signIn, NewAccount requested) {
        ProfileRules rules = new ProfileRules();
        rules.handle(requested.handle());
        rules.displayName(requested.displayName());
        rules.bio(requested.bio());
        rules.region(requested.region());
        boolean needsGuardian = accountRules.needsGuardian(requested.birthDate(), signIn.age());
        if (!needsGuardian) {
            accountRules.checkAge(requested.birthDate(), signIn.age(), rules);
        } else if (requested.guardianInvitation() == null) {
            rules.refuse(
                    AccountErrorCode.GUARDIAN_REQUIRED,
                    "Under 13, you need the invitation of a guardian.",
                    "guardianInvitation");
        }
        Map<String, @Nullable Object> profile = rules.properties();
        profile.put("birthYear", requested.birthDate().getYear());
        if (signIn.age() != null) {
            profile.putAll(AssuredBand.of(signIn.age()).properties());
        }
        Identity identity = signIn.identity();
        if (!rules.errors().isEmpty()) {
            return new Created(null, rules.errors());
        }
        UserId offered = Objects.requireNonNullElseGet(signIn.user(), () -> new UserId(ids.next()));
        try {
            return graph.write("accounts.create", transaction -> {
                Optional<UserId> found = identities.lock(transaction, identity, signIn.user());
                if (found.isPresent()) {
                    return new Created(found.get(), List.of(exists()));
                }
                if (needsGuardian) {
                    return new Created(null, List.of(ask(transaction, identity, offered, requested, profile)));
                }
                identities.create(transaction, identity, offered, profile);
                identities.forget(identity);
                log.append(transaction, List.of(UsersInMemory.user(offered.value())));
                return new Created(offered, List.of());
            });
        } catch (Graph.ConstraintViolation taken) {
            return new Created(null, List.of(AccountErrorCode.handleTaken()));
        }
    }

    private UserError ask(
            Graph.Transaction transaction,
            Identity identity,
            UserId offered,
            NewAccount requested,
            Map<String, @Nullable Object> profile) {
        if (identities.isTaken(transaction, Objects.requireNonNull(profile.get("handle")))) {
            return AccountErrorCode.handleTaken();
        }
        return consents.ask(
                transaction, identity, offered, Objects.requireNonNull(requested.guardianInvitation()), profile);
    }

    private static UserError exists() {
        return UserError.of(AccountErrorCode.ACCOUNT_EXISTS, "You have an account already.");
    }

    /** What a newcomer tells about themselves; null for what they leave out. */
    record NewAccount(
            String handle,
            String displayName,
            LocalDate birthDate,
            @Nullable String bio,
            @Nullable String region,
            @Nullable String guardianInvitation) {}

    /**
     * The outcome.
     *
     * @param user the user of the account, new or not; null if there is none
     * @param errors the reasons why no account was created; empty if one was
     */
    record Created(@Nullable UserId user, List<UserError> errors) {}
}
