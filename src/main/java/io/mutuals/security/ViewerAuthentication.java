package io.mutuals.security;

import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A verified token as an authentication, whose principal is the identity. */
final class ViewerAuthentication extends AbstractAuthenticationToken {

    private static final Logger log = LoggerFactory.getLogger(ViewerAuthentication.class);
    private static final AtomicBoolean UNREADABLE_AGE = new AtomicBoolean();

    private final transient SignIn signIn;
    private final transient Jwt token;

    private ViewerAuthentication(SignIn signIn, Jwt token) {
        super(signIn.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.signIn = signIn;
        this.token = token;
        setAuthenticated(true);
    }

    /**
     * Converts a token whose signature, issuer and times have been verified. Unknown roles are ignored.
     *
     * @param properties says what subjects, roles and ages look like
     * @param now the moment at which ages are computed
     * @throws InvalidBearerTokenException if the token has no usable subject, or never expires
     */
    static ViewerAuthentication of(Jwt token, TokenProperties properties, Instant now) {
        Instant expiresAt = token.getExpiresAt();
        if (expiresAt == null) {
            throw new InvalidBearerTokenException("The token never expires");
        }
        String subject = Objects.requireNonNullElse(token.getSubject(), "");
        if (!Identity.isSubject(subject)) {
            throw new InvalidBearerTokenException(
                    "The subject of the token is empty, longer than OpenID Connect permits, or no Unicode text");
        }
        SignIn signIn = new SignIn(
                new Identity(Objects.requireNonNullElse(token.getClaimAsString("iss"), ""), subject),
                properties.userIdSubjects() ? userId(subject) : null,
                roles(claim(token.getClaims(), properties.rolesClaim())),
                VerifiedAddresses.of(token),
                age(token, properties.ageClaim(), now),
                expiresAt.plus(SignIn.CLOCK_SKEW));
        return new ViewerAuthentication(signIn, token);
    }

    private static @Nullable UserId userId(String subject) {
        try {
            return new UserId(Viewer.USER_ID.decode(subject));
        } catch (RequestException anotherForm) {
            return null;
        }
    }

    /** Finds a claim by its whole name, which may be a URL with dots, or else by a path. */
    private static @Nullable Object claim(Map<?, ?> claims, String path) {
        Object whole = claims.get(path);
        int dot = path.indexOf('.');
        return whole == null && dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> within
                ? claim(within, path.substring(dot + 1))
                : whole;
    }

    private static Set<Role> roles(@Nullable Object claimed) {
        Collection<?> names =
                claimed instanceof Collection<?> several ? several : claimed == null ? Set.of() : Set.of(claimed);
        Set<Role> roles = EnumSet.of(Role.USER);
        for (Role role : Role.values()) {
            if (names.contains(role.name().toLowerCase(Locale.ROOT))) {
                roles.add(role);
            }
        }
        return Set.copyOf(roles);
    }

    private static @Nullable AssuredAge age(Jwt token, String name, Instant now) {
        Object claimed = name.isEmpty() ? null : claim(token.getClaims(), name);
        if (claimed == null) {
            return null;
        }
        AssuredAge age = AssuredAge.of(
                claimed,
                Objects.requireNonNullElse(token.getIssuedAt(), Instant.EPOCH),
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (age == null && !UNREADABLE_AGE.getAndSet(true)) {
            log.warn(
                    "The claim {} of a token is neither a band of ages nor a date of birth, so it assures no age; see"
                            + " mutuals.token.age-claim. This is not logged again",
                    name);
        }
        return age;
    }

    SignIn signIn() {
        return signIn;
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return signIn.identity();
    }

    @Override
    public String getName() {
        return signIn.identity().subject();
    }
}
