package io.mutuals.security;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.IdType;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import java.util.Set;

/**
 * The user on whose behalf a request runs.
 *
 * @param id the user's id
 * @param roles never empty: every viewer is a {@link Role#USER}
 */
public record Viewer(long id, Set<Role> roles) {

    /** The kind of id that names a user; the subject of a token is one. */
    public static final IdType USER_ID = new IdType("usr");

    /** Returns the id of the user. */
    public UserId userId() {
        return new UserId(id);
    }

    /** Returns whether this viewer has {@code role} or is an administrator. */
    public boolean is(Role role) {
        return roles.contains(role) || roles.contains(Role.ADMIN);
    }

    /**
     * Requires {@code role}.
     *
     * @throws RequestException {@link ErrorCode#FORBIDDEN} if this viewer does not have it
     */
    public void mustBe(Role role) {
        if (!is(role)) {
            throw RequestException.forbidden();
        }
    }
}
