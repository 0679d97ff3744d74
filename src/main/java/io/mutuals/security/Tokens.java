package io.mutuals.security;

import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/** Checks tokens that come otherwise than in the header of an HTTP request, exactly as those that do. */
@Component
@ConditionalOnWebApplication
public class Tokens {

    private final JwtDecoder decoder;

    Tokens(JwtDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * What {@code token} says; empty when it is expired, forged or not for this service.
     *
     * @throws RuntimeException when the provider's keys cannot be had just now
     */
    public Optional<SignIn> check(String token) {
        try {
            return Optional.of(ViewerAuthentication.of(decoder.decode(token)).signIn());
        } catch (BadJwtException | AuthenticationException bad) {
            return Optional.empty();
        }
    }
}
