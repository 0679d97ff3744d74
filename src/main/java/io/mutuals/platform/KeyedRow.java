package io.mutuals.platform;

import java.time.Instant;

/** A row about one thing that the platform names by a key. */
interface KeyedRow {

    /** Returns the platform's own id of the thing. */
    String key();

    /** Returns when the platform made the change; a row is outdated if one with a later change was applied. */
    Instant changedAt();
}
