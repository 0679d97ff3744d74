package io.mutuals.presence;

import io.mutuals.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A user and their presence, as a viewer sees them.
 *
 * @param presence null if it is not shown to the viewer, or unknown
 */
record VisiblePresence(User user, @Nullable Presence presence) {

    /** Returns whether the viewer would see a difference. */
    boolean differsFrom(@Nullable VisiblePresence other) {
        return other == null || state() != other.state();
    }

    private @Nullable PresenceState state() {
        return presence == null ? null : presence.state();
    }
}
