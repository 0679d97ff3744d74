package io.mutuals.presence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The presence of a user: online, or when last seen.
 *
 * @param lastActiveAt when the user was last online; null if that is longer ago than it is kept
 * @param until when the user counts as offline unless a replica reports them again; null if they are offline
 */
record Presence(
        PresenceState state,
        @Nullable Instant lastActiveAt,
        @Nullable Instant until) {}
