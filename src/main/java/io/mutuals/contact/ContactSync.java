package io.mutuals.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody takes part, and how.
 *
 * @param salt what to put before an address when it is hashed
 * @param syncedAt the last time; null when they do not take part
 */
record ContactSync(String salt, @Nullable Instant syncedAt) {

    public boolean enabled() {
        return syncedAt != null;
    }
}
