package io.mutuals.user;

import io.mutuals.api.RequestException;
import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Graph;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Deactivates, reactivates and deletes the accounts of users. What a user who leaves has stored stays as it is: the
 * rules of {@link Visibility} hide it. All may be repeated. Thread-safe.
 */
@Service
class Departures {

    private final DepartureRepository repository;
    private final AbsentAccounts absent;
    private final AccountProperties properties;
    private final Graph graph;
    private final ChangeLog log;
    private final InstantSource clock;
    private final List<DepartureHook> hooks;

    Departures(
            DepartureRepository repository,
            AbsentAccounts absent,
            AccountProperties properties,
            Graph graph,
            ChangeLog log,
            InstantSource clock,
            List<DepartureHook> hooks) {
        this.repository = repository;
        this.absent = absent;
        this.properties = properties;
        this.graph = graph;
        this.log = log;
        this.clock = clock;
        this.hooks = hooks;
    }

    /**
     * Makes a user absent. Changes nothing for one who is to be deleted.
     *
     * @throws RequestException if the token has no account
     */
    List<UserError> deactivate(UserId user) {
        return leave(user, null, null);
    }

    /**
     * Makes a user absent, and lets the account be erased after the grace period. A day that was set before is kept.
     *
     * @param handle the handle of the user, typed as a confirmation
     * @throws RequestException if the token has no account
     */
    List<UserError> delete(UserId user, String handle) {
        return leave(user, handle, clock.instant().plus(properties.deletionGrace()));
    }

    private List<UserError> leave(UserId user, @Nullable String handle, @Nullable Instant deletionDueAt) {
        List<UserError> refused = graph.write("accounts.leave", transaction -> {
            DepartureRepository.Locked account = locked(transaction, user);
            if (handle != null && !handle.strip().toLowerCase(Locale.ROOT).equals(account.handle())) {
                return List.of(UserError.of(
                        AccountErrorCode.WRONG_HANDLE,
                        "This is not the handle of your account; type it to confirm that you delete it.",
                        "input",
                        "handle"));
            }
            log.append(transaction, repository.leave(transaction, List.of(user.value()), deletionDueAt, false));
            return List.<UserError>of();
        });
        if (refused.isEmpty()) {
            absent.left(user.value());
            hooks.forEach(hook -> hook.presenceChanged(user));
        }
        return refused;
    }

    /**
     * Ends the absence of a user, and takes the deletion back.
     *
     * @throws RequestException if the token has no account
     */
    List<UserError> reactivate(UserId user) {
        List<UserError> refused = new ArrayList<>();
        graph.write("accounts.return", transaction -> {
            refused.clear();
            AccountStatus status = locked(transaction, user).status();
            switch (status.state()) {
                case REMOVED ->
                    refused.add(UserError.of(AccountErrorCode.REMOVED, "The platform has removed this account."));
                case ERASING ->
                    refused.add(UserError.of(AccountErrorCode.DELETED, "This account is being erased already."));
                case ACTIVE -> {}
                case DEACTIVATED, DELETION_SCHEDULED ->
                    log.append(transaction, repository.comeBack(transaction, List.of(user.value())));
            }
            return true;
        });
        if (refused.isEmpty()) {
            hooks.forEach(hook -> hook.presenceChanged(user));
        }
        return List.copyOf(refused);
    }

    private DepartureRepository.Locked locked(Graph.Transaction transaction, UserId user) {
        return repository.lock(transaction, user.value()).orElseThrow(RequestException::accountRequired);
    }
}
