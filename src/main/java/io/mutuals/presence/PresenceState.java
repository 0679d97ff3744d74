package io.mutuals.presence;

/** Whether a user has a live connection. */
enum PresenceState {
    ONLINE,
    OFFLINE
}
