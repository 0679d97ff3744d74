package io.mutuals.presence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users whose visible presence has changed, by number.
 *
 * @param changed in the order in which the client named them
 */
record PresenceEvent(Map<Long, VisiblePresence> changed) {

    @Nullable
    VisiblePresence of(long user) {
        return changed.get(user);
    }
}
