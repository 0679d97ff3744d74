package io.mutuals.security;

import java.util.List;
import java.util.Objects;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * The email addresses and phone numbers of a viewer that their OpenID provider has verified, by the standard claims
 * {@code email}, {@code email_verified}, {@code phone_number} and {@code phone_number_verified}.
 */
@SuppressWarnings("InvalidParam") // "email" is a claim, not a misspelt parameter
public record VerifiedAddresses(List<String> emails, List<String> phones) {

    /** No verified addresses. */
    public static final VerifiedAddresses NONE = new VerifiedAddresses(List.of(), List.of());

    static VerifiedAddresses of(Jwt token) {
        return new VerifiedAddresses(verified(token, "email"), verified(token, "phone_number"));
    }

    private static List<String> verified(Jwt token, String claim) {
        String address = token.getClaimAsString(claim);
        boolean verified = Objects.requireNonNullElse(token.getClaimAsBoolean(claim + "_verified"), false);
        return address == null || address.isBlank() || !verified ? List.of() : List.of(address);
    }
}
