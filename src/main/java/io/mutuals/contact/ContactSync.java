package io.mutuals.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The state of contact matching for a viewer.
 *
 * @param salt the text to put before an address when it is hashed
 * @param syncedAt the time of the latest sync; null if the viewer has not opted in
 */
record ContactSync(String salt, @Nullable Instant syncedAt) {

    public boolean enabled() {
        return syncedAt != null;
    }
}
