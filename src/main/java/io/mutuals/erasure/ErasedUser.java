package io.mutuals.erasure;

import io.mutuals.api.UserId;
import java.util.Map;

/**
 * A user whose account is being erased.
 *
 * @param pseudonym an id that is drawn for this erasure, is no user's, and is forgotten when it ends: it stands for the
 *     user in what must stay countable. The same however often the erasure is interrupted
 */
public record ErasedUser(UserId user, String handle, UserId pseudonym) {

    /** Returns the parameters of a statement. */
    Map<String, Object> parameters() {
        return Map.of("user", user.value(), "pseudonym", pseudonym.value());
    }
}
