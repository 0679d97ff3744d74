package io.mutuals.user;

import io.mutuals.api.UserError;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.security.Identity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks guardians whether newcomers who are too young to join by themselves may have an account. */
public interface GuardianConsents {

    /**
     * Asks the guardian who made an invitation. The account is created when they consent, and not before; until then
     * nothing but the question is stored.
     *
     * @param identity the locked identity of the newcomer, which has no account
     * @param user the id that the account will have
     * @param profile the properties of the user
     * @return why there is no account: that the guardian is asked, or that the invitation is not valid
     */
    UserError ask(
            Graph.Transaction transaction,
            Identity identity,
            UserId user,
            String invitation,
            Map<String, ? extends @Nullable Object> profile);
}
