package io.mutuals.security;

import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a checked token says.
 *
 * @param expiresAt from when on the token is good for nothing; null when it never expires
 */
public record SignIn(
        Viewer viewer,
        VerifiedAddresses addresses,
        @Nullable Instant expiresAt) {

    /** The attribute of a request that brings its sign-in along, because it did not come with a header of its own. */
    public static final String ATTRIBUTE = SignIn.class.getName();

    /** Who sent an HTTP request; null when they are not signed in. */
    public static @Nullable SignIn of(@Nullable Principal sender) {
        return sender instanceof ViewerAuthentication known ? known.signIn() : null;
    }

    /** Whether the token is good for nothing any more. */
    public boolean isOver(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}
