package io.mutuals.security;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;

/** Knows who has deactivated or deleted their account. Thread-safe; may block. */
@FunctionalInterface
public interface Absences {

    /**
     * Returns whether a user is absent. An absence that began through another replica may be told a moment late; its
     * end is never.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    boolean isAbsent(UserId user);
}
