package io.mutuals.user;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Creates the accounts to which a guardian consented. Runs inside transactions; thread-safe. */
@Service
public class ConsentedAccounts {

    private final IdentityRepository identities;

    ConsentedAccounts(IdentityRepository identities) {
        this.identities = identities;
    }

    /**
     * Locks an identity, and creates its account unless it has one.
     *
     * @param profile the properties of the user
     * @return whether the account was created; then the transaction must log {@link #created}
     * @throws Graph.ConstraintViolation at the latest on commit, if another user has the handle
     */
    public boolean create(
            Graph.Transaction transaction,
            Identity identity,
            UserId user,
            Map<String, ? extends @Nullable Object> profile) {
        if (identities.lock(transaction, identity, user).isPresent()) {
            return false;
        }
        identities.create(transaction, identity, user, profile);
        return true;
    }

    /** Returns the fact that changes when an account is created. */
    public static Fact created(UserId user) {
        return UsersInMemory.user(user.value());
    }
}
