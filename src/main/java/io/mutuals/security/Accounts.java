package io.mutuals.security;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import org.jspecify.annotations.Nullable;

/** Knows whose account an identity signs in to. Thread-safe; may block. */
@FunctionalInterface
public interface Accounts {

    /**
     * Returns the user who signs in as {@code identity}; null if there is none.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if that cannot be told at present
     */
    @Nullable
    UserId find(Identity identity);
}
