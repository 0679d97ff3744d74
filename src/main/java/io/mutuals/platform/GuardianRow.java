package io.mutuals.platform;

import java.time.Instant;

/** A row of {@code putGuardians}: a user is the guardian of another, or no longer is. */
record GuardianRow(String guardianKey, String wardKey, boolean guards, Instant changedAt) {

    /** Returns what the row is about: rows about the same link have the same. */
    Pair pair() {
        return new Pair(guardianKey, wardKey);
    }

    /** A guardian and a ward, by key. */
    record Pair(String guardianKey, String wardKey) {}
}
