package io.mutuals.security;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;

/** Keeps the ages that the OpenID provider assures. Thread-safe; may block. */
@FunctionalInterface
public interface AssuredAges {

    /**
     * Learns the age that a token assures of a user, before the request that brought the token is served.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if it cannot be stored at present
     */
    void learn(UserId user, AssuredAge age);
}
