package io.mutuals.user;

import io.mutuals.api.UserId;

/**
 * Is told when users become absent, or come back, on the replica through which they did. They carry the label {@code
 * Untold} until the hook takes it away.
 */
public interface DepartureHook {

    /** Follows a change that has been committed. Must not throw; what is not done then, a background loop does. */
    void presenceChanged(UserId user);
}
