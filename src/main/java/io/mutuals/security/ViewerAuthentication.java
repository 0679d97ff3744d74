package io.mutuals.security;

import io.mutuals.api.RequestException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A verified token as an authentication, whose principal is the viewer. */
final class ViewerAuthentication extends AbstractAuthenticationToken {

    /** The claim with the viewer's roles in lower case. */
    static final String ROLES_CLAIM = "roles";

    private final transient Viewer viewer;
    private final transient Jwt token;
    private final transient Instant expiresAt;

    private ViewerAuthentication(Viewer viewer, Jwt token, Instant expiresAt) {
        super(viewer.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList());
        this.viewer = viewer;
        this.token = token;
        this.expiresAt = expiresAt;
        setAuthenticated(true);
    }

    /**
     * Converts a token whose signature, issuer and times have been verified. Unknown roles are ignored.
     *
     * @throws InvalidBearerTokenException if the subject is not a user id, or the token never expires
     */
    static ViewerAuthentication of(Jwt token) {
        Instant expiresAt = token.getExpiresAt();
        if (expiresAt == null) {
            throw new InvalidBearerTokenException("The token never expires");
        }
        try {
            long id = Viewer.USER_ID.decode(Objects.requireNonNullElse(token.getSubject(), ""));
            return new ViewerAuthentication(
                    new Viewer(id, roles(token.getClaimAsStringList(ROLES_CLAIM))),
                    token,
                    expiresAt.plus(SignIn.CLOCK_SKEW));
        } catch (RequestException notAUser) {
            throw new InvalidBearerTokenException("The subject of the token is not a user id", notAUser);
        }
    }

    private static Set<Role> roles(@Nullable List<String> claimed) {
        Set<Role> roles = EnumSet.of(Role.USER);
        if (claimed != null) {
            for (Role role : Role.values()) {
                if (claimed.contains(role.name().toLowerCase(Locale.ROOT))) {
                    roles.add(role);
                }
            }
        }
        return Set.copyOf(roles);
    }

    SignIn signIn() {
        return new SignIn(viewer, VerifiedAddresses.of(token), expiresAt);
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return viewer;
    }
}
