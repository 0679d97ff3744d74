package io.mutuals.security;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The viewers behind sign-ins. Thread-safe; may block. */
@Component
public class Viewers {

    private final Accounts accounts;

    Viewers(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * Returns the viewer who signed in; null if no account belongs to the identity.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    public @Nullable Viewer of(SignIn signIn) {
        UserId user = signIn.user() != null ? signIn.user() : accounts.find(signIn.identity());
        return user == null ? null : new Viewer(user.value(), signIn.roles());
    }

    /**
     * Returns the number under which limits count the requests and connections of the caller: the id of the
     * viewer, or a negative number for an identity without an account.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    public long payer(SignIn signIn) {
        Viewer viewer = of(signIn);
        return viewer == null ? signIn.payerWithoutAccount() : viewer.id();
    }
}
