package io.mutuals.presence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * People who do not look as they did, by number.
 *
 * @param changed in the order in which they were asked for
 */
record PresenceEvent(Map<Long, VisiblePresence> changed) {

    @Nullable
    VisiblePresence of(long user) {
        return changed.get(user);
    }
}
