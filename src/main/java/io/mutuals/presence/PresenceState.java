package io.mutuals.presence;

/** Whether somebody has a live connection. */
enum PresenceState {
    ONLINE,
    OFFLINE
}
