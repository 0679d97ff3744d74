package io.mutuals.security;

import java.time.InstantSource;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.stereotype.Component;

/** Verifies tokens that do not come in an HTTP header, exactly like those that do. */
@Component
@ConditionalOnWebApplication
public class Tokens {

    private final VerifiedTokens verified;
    private final TokenProperties properties;
    private final InstantSource clock;

    Tokens(VerifiedTokens verified, TokenProperties properties, InstantSource clock) {
        this.verified = verified;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Returns the content of {@code token}; empty if it is expired, forged or not for this service.
     *
     * @throws RuntimeException if the provider's keys are unavailable
     */
    public Optional<SignIn> check(String token) {
        try {
            return Optional.of(ViewerAuthentication.of(verified.verify(token), properties, clock.instant())
                    .signIn());
        } catch (BadJwtException | AuthenticationException bad) {
            return Optional.empty();
        }
    }
}
