package io.mutuals.guardian;

/** What made a guardian link. Stored by name. */
enum GuardianshipOrigin {
    CONSENT,
    PLATFORM
}
