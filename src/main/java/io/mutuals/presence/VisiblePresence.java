package io.mutuals.presence;

import io.mutuals.user.User;
import org.jspecify.annotations.Nullable;

/**
 * A person as a viewer sees them now.
 *
 * @param presence null when it is not shown to the viewer, or not known
 */
record VisiblePresence(User user, @Nullable Presence presence) {

    /** Whether the two look different. */
    boolean differsFrom(@Nullable VisiblePresence other) {
        return other == null || state() != other.state();
    }

    private @Nullable PresenceState state() {
        return presence == null ? null : presence.state();
    }
}
