package io.mutuals.security;

import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The content of a verified token.
 *
 * @param expiresAt the time from which the token is no longer valid; null if it never expires
 */
public record SignIn(
        Viewer viewer,
        VerifiedAddresses addresses,
        @Nullable Instant expiresAt) {

    /** The attribute of a request that carries its sign-in, for transports without an {@code Authorization} header. */
    public static final String ATTRIBUTE = SignIn.class.getName();

    /** Returns the sign-in of the sender of an HTTP request; null if there is none. */
    public static @Nullable SignIn of(@Nullable Principal sender) {
        return sender instanceof ViewerAuthentication known ? known.signIn() : null;
    }

    /** Returns whether the token has expired. */
    public boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
