package io.mutuals.presence;

/** States whether a user has a live connection. */
enum PresenceState {
    ONLINE,
    OFFLINE
}
