package io.mutuals.security;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * The content of a verified token.
 *
 * @param user the user whom the token itself names; null if {@link Accounts} knows whose the identity is
 * @param roles never empty: every sign-in has {@link Role#USER}
 * @param age the age that the provider assures; null if it assures none
 * @param expiresAt the time from which the token is refused, {@link #CLOCK_SKEW} after the one that it states
 */
public record SignIn(
        Identity identity,
        @Nullable UserId user,
        Set<Role> roles,
        VerifiedAddresses addresses,
        @Nullable AssuredAge age,
        Instant expiresAt) {

    /** By how much the clock of the provider may differ from ours. */
    static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** The attribute of a request that carries its sign-in, for transports without an {@code Authorization} header. */
    public static final String ATTRIBUTE = SignIn.class.getName();

    /** Returns the sign-in of the sender of an HTTP request; null if there is none. */
    public static @Nullable SignIn of(@Nullable Principal sender) {
        return sender instanceof ViewerAuthentication known ? known.signIn() : null;
    }

    /** Returns the sign-in of the sender of a request, on any transport; null if there is none. */
    public static @Nullable SignIn of(WebGraphQlRequest request) {
        return request.getAttributes().get(ATTRIBUTE) instanceof SignIn brought
                ? brought
                : of(SecurityContextHolder.getContext().getAuthentication());
    }

    /**
     * Requires {@code role}, whether or not an account belongs to the token.
     *
     * @throws RequestException {@link ErrorCode#FORBIDDEN} if the token does not give it
     */
    public void mustBe(Role role) {
        if (!roles.contains(role) && !roles.contains(Role.ADMIN)) {
            throw RequestException.forbidden();
        }
    }

    /** Returns whether the token has expired. */
    public boolean isOver(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /**
     * Returns the number under which limits count the requests of an identity that has no account: negative, so that it
     * is no user's id.
     */
    public long payerWithoutAccount() {
        return identity.hashed();
    }
}
