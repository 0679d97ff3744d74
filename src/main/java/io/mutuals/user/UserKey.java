package io.mutuals.user;

import io.mutuals.api.UserId;
import io.mutuals.security.Viewer;
import java.util.Map;

/** Identifies a user as seen by a viewer; the key of every loader and lock of the two. */
public record UserKey(UserId viewer, UserId user) {

    /**
     * Creates a key from the internal id of a user. Unlike the constructor, it cannot be called with the two swapped.
     */
    public static UserKey of(Viewer viewer, long user) {
        return new UserKey(viewer.userId(), new UserId(user));
    }

    /** Returns the parameters {@code viewer} and {@code user} of a statement, as numbers. */
    public Map<String, Object> parameters() {
        return Map.of("viewer", viewer.value(), "user", user.value());
    }
}
