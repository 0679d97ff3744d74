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
    private final Absences absences;

    Viewers(Accounts accounts, Absences absences) {
        this.accounts = accounts;
        this.absences = absences;
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
     * Returns the holder of the account that belongs to the identity; null if there is none.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    public @Nullable AccountHolder holder(SignIn signIn) {
        Viewer viewer = of(signIn);
        return viewer == null ? null : new AccountHolder(viewer, absences.isAbsent(viewer.userId()));
    }

    /**
     * Returns whether a payer of {@link #payer} has deactivated their account since.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    public boolean hasLeft(long payer) {
        return payer > 0 && absences.isAbsent(new UserId(payer));
    }

    /**
     * Returns the number under which limits count the requests and connections of the caller: the id of the
     * viewer, or a negative number for an identity whose account is deactivated, or that has none.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    public long payer(SignIn signIn) {
        AccountHolder holder = holder(signIn);
        return holder == null || holder.isAbsent()
                ? signIn.payerWithoutAccount()
                : holder.viewer().id();
    }
}
