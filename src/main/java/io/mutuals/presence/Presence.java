package io.mutuals.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether somebody is there.
 *
 * @param lastActiveAt when they were last seen to be; null when that is long ago
 * @param until for how long it holds that they are, unless it is said again; null when they are not
 */
record Presence(
        PresenceState state,
        @Nullable Instant lastActiveAt,
        @Nullable Instant until) {}
